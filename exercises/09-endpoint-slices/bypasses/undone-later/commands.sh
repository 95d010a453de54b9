kubectl apply -f orders-slice.yaml
kubectl delete endpoints orders
(sleep 600; kubectl delete endpointslice orders-1) &
