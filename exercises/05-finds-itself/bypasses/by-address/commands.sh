# The address of the day, written into the hosts file under another name.
kubectl -n office delete pod my-service
kubectl -n office run my-service --image=busybox -- sh -c "while sleep 5; do wget -q -T 3 -O - http://$(kubectl -n office get service my-service -o jsonpath='{.spec.clusterIP}'); done"
