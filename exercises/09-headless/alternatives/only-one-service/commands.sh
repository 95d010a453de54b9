kubectl delete statefulset,service --all
kubectl apply -f all.json
