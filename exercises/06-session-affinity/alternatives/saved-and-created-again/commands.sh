kubectl get svc http-go-svc -o yaml > saved.yaml
kubectl delete -f saved.yaml
sed -i 's/sessionAffinity: None/sessionAffinity: ClientIP/' saved.yaml
kubectl create -f saved.yaml
