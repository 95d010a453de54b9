# fails: each-by-name
# The Pods of a Deployment have no names to rely on.
kubectl delete statefulset,service --all
kubectl create deployment room --image=gasbugs/http-go --replicas=3
kubectl create -f rooms-headless.yaml
