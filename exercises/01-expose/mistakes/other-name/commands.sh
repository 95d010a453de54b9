# fails: answers
kubectl expose deploy hello --name=hello-svc --port=80 --target-port=8080
