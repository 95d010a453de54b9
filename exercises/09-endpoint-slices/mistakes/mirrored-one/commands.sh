# fails: slices-alone
# The owner of the slice is the Endpoints, and so it goes with them.
name=$(kubectl get endpointslices -l kubernetes.io/service-name=orders -o name)
kubectl label "$name" --overwrite endpointslice.kubernetes.io/managed-by=us
kubectl delete endpoints orders
