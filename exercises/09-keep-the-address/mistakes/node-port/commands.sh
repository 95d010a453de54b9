# fails: from-outside
kubectl patch service front -p '{"spec": {"type": "NodePort", "externalTrafficPolicy": "Local"}}'
