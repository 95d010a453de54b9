# fails: each-client-sticks
kubectl patch svc http-go-balanced -p '{"spec":{"sessionAffinity":"ClientIP"}}'
