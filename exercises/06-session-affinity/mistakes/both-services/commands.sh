# fails: other-service
kubectl patch svc http-go-svc -p '{"spec":{"sessionAffinity":"ClientIP"}}'
kubectl patch svc http-go-balanced -p '{"spec":{"sessionAffinity":"ClientIP"}}'
