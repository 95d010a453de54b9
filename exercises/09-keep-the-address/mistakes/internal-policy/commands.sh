# fails: client-address
# The policy for clients inside.
kubectl patch service front -p '{"spec": {"type": "LoadBalancer", "internalTrafficPolicy": "Local"}}'
kubectl scale deployment front --replicas=9
