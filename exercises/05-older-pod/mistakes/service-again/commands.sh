# fails: asks-stock
# The Service is the younger one already.
kubectl -n office delete service stock
kubectl apply -f stock.yaml
