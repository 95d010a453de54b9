kubectl patch deployment/http-go -p '{"spec":{"replicas":5}}'
kubectl rollout status deployment/http-go
