kubectl apply -f warehouse.yaml
kubectl apply -f cashier.yaml
