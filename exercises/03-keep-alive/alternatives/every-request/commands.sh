export KUBE_EDITOR="sed -i 's/keepalive_requests 1000000/keepalive_requests 1/'"
kubectl edit configmap stock-nginx
sleep 120
for pod in $(kubectl get pods -l app=stock -o name); do kubectl exec $pod -- nginx -s reload; done
