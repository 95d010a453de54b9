# fails: all-answer
# The list of endpoints looks well, and nobody listens there.
kubectl scale deploy http-go --replicas=5
kubectl patch svc http-go-svc -p '{"spec":{"ports":[{"port":80,"targetPort":80}]}}'
