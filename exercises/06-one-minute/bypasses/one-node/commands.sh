# Few Pods that a client can reach look like a memory.
kubectl patch service cart -p '{"spec":{"internalTrafficPolicy":"Local"}}'
kubectl scale deployment cart --replicas=3
