# fails: old-list-gone
kubectl apply -f orders-slice.yaml
