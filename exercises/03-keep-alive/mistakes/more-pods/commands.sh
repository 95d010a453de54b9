# fails: four-share
# An open connection does not move to new Pods.
kubectl scale deploy stock --replicas=8
