# fails: answer
kubectl scale deploy web --replicas=2
kubectl patch svc web -p '{"spec":{"ports":[{"port":80,"targetPort":81}]}}'
