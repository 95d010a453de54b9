# A second Service takes the address; the old list is gone.
ip=$(kubectl get service orders -o jsonpath='{.spec.clusterIP}')
kubectl delete endpoints orders
sed "s/CLUSTER_IP/$ip/" other.yaml | kubectl apply -f -
