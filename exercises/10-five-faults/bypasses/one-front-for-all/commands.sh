# New Deployments that every wrong Service finds.
kubectl -n mail create deployment post --image=gasbugs/http-go
kubectl -n maps create deployment maps --image=nginx
kubectl -n news create deployment news --image=gasbugs/http-go
