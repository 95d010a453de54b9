# fails: new-clients
# New Pods are remembered just like the old ones.
kubectl rollout restart deployment/tickets
kubectl rollout status deployment/tickets
