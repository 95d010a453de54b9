# fails: idle-is-new
# The default is three hours.
kubectl patch service cart -p '{"spec":{"sessionAffinity":"ClientIP"}}'
