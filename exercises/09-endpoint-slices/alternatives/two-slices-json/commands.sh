kubectl create -f slices.json
kubectl delete ep/orders
