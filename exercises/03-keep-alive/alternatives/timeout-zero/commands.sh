kubectl get cm stock-nginx -o yaml | sed 's/keepalive_timeout 1d/keepalive_timeout 0/' | kubectl replace -f -
kubectl delete pods -l app=stock
