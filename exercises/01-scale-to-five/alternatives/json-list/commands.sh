kubectl delete deploy http-go
kubectl create -f all.json
