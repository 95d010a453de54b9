kubectl delete deploy http-go
kubectl delete svc http-go-svc
kubectl create -f named.yaml
