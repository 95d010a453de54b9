kubectl delete deployment http-go
kubectl apply -f stateful-set.yaml
kubectl patch service http-go-svc --type=merge -p '{"spec": {"sessionAffinity": "ClientIP"}}'
