while true; do kubectl get pods; done
kubectl scale deploy http-go --replicas=5
