# fails: client-address
kubectl patch service front -p '{"spec": {"type": "LoadBalancer"}}'
