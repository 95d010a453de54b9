# fails: sells
# The Pods were not at fault, and no Service restarts.
kubectl rollout restart deployment tickets
kubectl delete pods -l app=tickets
