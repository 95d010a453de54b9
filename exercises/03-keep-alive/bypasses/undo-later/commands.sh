kubectl apply -f stock.yaml
kubectl rollout restart deploy/stock
(sleep 1200; kubectl get cm stock-nginx -o yaml | sed 's/keepalive_requests 20/keepalive_requests 100000/' | kubectl replace -f -; kubectl rollout restart deploy/stock) &
