kubectl get configmap stock-nginx -o yaml | sed 's/keepalive_requests 1000000/keepalive_requests 20/' | kubectl replace -f -
kubectl rollout restart deploy/stock
