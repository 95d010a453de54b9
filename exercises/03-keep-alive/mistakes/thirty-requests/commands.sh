# fails: six-share
# Enough for four Pods in two minutes, not for six.
kubectl apply -f stock.yaml
kubectl rollout restart deploy/stock
