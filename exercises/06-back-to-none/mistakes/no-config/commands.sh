# fails: new-clients
# The timeout is gone, and is set to its default again.
kubectl patch service tickets -p '{"spec":{"sessionAffinityConfig":null}}'
