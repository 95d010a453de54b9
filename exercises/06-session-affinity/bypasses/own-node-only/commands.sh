# With as many Pods as nodes, a client meets the one on its own node.
kubectl scale deployment http-go --replicas=3
kubectl patch service http-go-svc -p '{"spec": {"internalTrafficPolicy": "Local"}}'
