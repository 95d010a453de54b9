# Pods that are called as the hosts are.
for ip in 223.130.195.200 199.201.110.204; do
  kubectl run $ip --image=nginx --labels=app=host
done
kubectl patch service my-service -p '{"spec": {"selector": {"app": "host"}}}'
