kubectl get pods -A -o wide
kubectl exec client -- wget -qO- http://where
kubectl delete pod -n kube-system -l k8s-app=kube-proxy
kubectl exec client -- wget -qO- http://where
