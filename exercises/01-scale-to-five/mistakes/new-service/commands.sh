# fails: same-address
# Starting all over gives five endpoints, and a new address.
kubectl delete -f http-go-svc.yaml
kubectl create -f http-go-svc.yaml
kubectl scale deploy http-go --replicas=5
