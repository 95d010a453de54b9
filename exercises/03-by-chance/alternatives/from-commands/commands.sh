kubectl run client --image=busybox -- sleep 100000
kubectl wait --for=condition=Ready pod/client
kubectl exec client -- sh -c 'for i in $(seq 30); do wget -qO- http://dice; done | sort | uniq -c'
