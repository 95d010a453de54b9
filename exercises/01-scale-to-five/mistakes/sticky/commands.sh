# fails: all-answer
# Five endpoints, and each client is kept at one of them.
kubectl scale deploy http-go --replicas=5
kubectl patch svc http-go-svc -p '{"spec":{"sessionAffinity":"ClientIP"}}'
