# fails: five-endpoints
kubectl scale deploy http-go --replicas=4
