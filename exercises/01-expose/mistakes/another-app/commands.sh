# fails: all-pods
# A second Deployment, and the Service selects its Pods.
kubectl create deployment hello-2 --image=gasbugs/http-go --replicas=3 --port=8080
kubectl expose deploy hello-2 --name=hello --port=80 --target-port=8080
