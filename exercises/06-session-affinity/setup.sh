kubectl apply -f http-go-svc.yaml
kubectl expose deploy http-go --name=http-go-balanced --port=80 --target-port=8080
