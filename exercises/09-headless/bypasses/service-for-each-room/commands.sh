# A namespace rooms, in which room-0, room-1 and room-2 are Services.
kubectl create namespace rooms
for n in 0 1 2; do
  kubectl create service externalname room-$n -n rooms --external-name=room-$n.default.svc.cluster.local
  kubectl create service clusterip room-$n --tcp=8080
  kubectl set selector service room-$n statefulset.kubernetes.io/pod-name=room-$n
done
