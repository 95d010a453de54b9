# The short name, made known in the namespace of the caller.
kubectl -n shop create service externalname prices --external-name=prices.{{namespace}}.svc.cluster.local
