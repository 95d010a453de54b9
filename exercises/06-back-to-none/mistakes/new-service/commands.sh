# fails: same-address
kubectl delete service tickets
kubectl expose deployment tickets --port=80 --target-port=8080
