# fails: five-endpoints
# Five endpoints are listed, and no container listens on their port.
kubectl scale deploy http-go --replicas=5
kubectl patch svc http-go-svc -p '{"spec":{"ports":[{"port":80,"targetPort":80}]}}'
