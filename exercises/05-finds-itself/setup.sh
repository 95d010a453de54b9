kubectl apply -f service.yaml
kubectl apply -f pod.yaml
