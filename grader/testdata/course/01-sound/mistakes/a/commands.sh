# fails: two
kubectl scale deploy web --replicas=3
