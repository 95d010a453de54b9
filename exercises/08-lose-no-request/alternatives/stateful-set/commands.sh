kubectl delete deploy shop
kubectl apply -f set.yaml
