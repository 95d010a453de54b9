# fails: new-clients
# A client that comes back within the second is still remembered.
kubectl patch service tickets -p '{"spec":{"sessionAffinityConfig":{"clientIP":{"timeoutSeconds":1}}}}'
