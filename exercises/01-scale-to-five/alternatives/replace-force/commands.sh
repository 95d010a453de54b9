kubectl get deployment http-go -o yaml > saved.yaml
sed -i 's/replicas: 1$/replicas: 5/' saved.yaml
kubectl replace --force -f saved.yaml
