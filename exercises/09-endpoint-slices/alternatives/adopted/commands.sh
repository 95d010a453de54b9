# The mirrored slice becomes ours: another manager, and no owner with which it would go.
name=$(kubectl get endpointslices -l kubernetes.io/service-name=orders -o jsonpath='{.items[0].metadata.name}')
kubectl label endpointslice "$name" --overwrite endpointslice.kubernetes.io/managed-by=us
kubectl patch endpointslice "$name" --type=json -p '[{"op": "remove", "path": "/metadata/ownerReferences"}]'
kubectl delete endpoints orders
