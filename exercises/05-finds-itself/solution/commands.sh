kubectl -n office delete pod my-service
kubectl apply -f client.yaml
