# Two Pods that have the names of the hosts.
kubectl run host-1 --image=hashicorp/http-echo --labels=host=1 -- -listen=:8080 -text="orders, first server"
kubectl run host-2 --image=hashicorp/http-echo --labels=host=2 -- -listen=:8080 -text="orders, second server"
kubectl wait --for=condition=Ready pod/host-1 pod/host-2
sed -e "s/198.51.100.21/$(kubectl get pod host-1 -o jsonpath='{.status.podIP}')/" \
    -e "s/198.51.100.22/$(kubectl get pod host-2 -o jsonpath='{.status.podIP}')/" orders-slice.yaml | kubectl apply -f -
kubectl delete endpoints orders
