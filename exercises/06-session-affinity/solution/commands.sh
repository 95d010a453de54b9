kubectl patch svc http-go-svc -p '{"spec":{"sessionAffinity":"ClientIP"}}'
