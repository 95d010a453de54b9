# fails: new-pods
# Three Pods by hand; nobody keeps their number.
kubectl delete statefulset,service --all
kubectl create -f rooms-headless.yaml
for n in 0 1 2; do
  kubectl run room-$n --image=gasbugs/http-go --labels=app=room --overrides='{"spec": {"hostname": "room-'$n'", "subdomain": "rooms"}}'
done
