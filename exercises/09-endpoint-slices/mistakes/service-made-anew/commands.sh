# fails: same-service
kubectl delete service,endpoints orders
kubectl apply -f all.yaml
