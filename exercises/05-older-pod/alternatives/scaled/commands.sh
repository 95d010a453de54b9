kubectl -n office scale deployment/report --replicas=0
kubectl -n office scale deployment/report --replicas=1
