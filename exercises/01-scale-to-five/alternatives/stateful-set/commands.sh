kubectl delete deployment http-go
kubectl apply -f stateful-set.yaml
