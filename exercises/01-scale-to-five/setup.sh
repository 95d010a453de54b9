kubectl apply -f http-go-svc.yaml
