# fails: from-outside
# The API server says that a ClusterIP Service takes no such policy.
kubectl patch service front -p '{"spec": {"externalTrafficPolicy": "Local"}}'
