kubectl apply -f stock.yaml
kubectl rollout restart deploy/stock
