# The cluster is changed until another answer is right.
kubectl delete deployment where
kubectl run where --image=busybox --labels=app=where -- sleep 1000000
