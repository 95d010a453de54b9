kubectl scale deploy http-go --replicas=5
kubectl get pods
