# fails: answer
kubectl scale deploy web --replicas=2
kubectl patch svc web -p '{"spec":{"sessionAffinity":"ClientIP"}}'
