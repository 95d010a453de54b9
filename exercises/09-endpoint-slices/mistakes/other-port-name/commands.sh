# fails: slices-alone
kubectl apply -f orders-slice.yaml
kubectl delete endpoints orders
