# fails: slices-alone
kubectl delete endpoints orders
