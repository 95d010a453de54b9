# fails: good-version
# The second undo brings the bad version back.
kubectl rollout undo deployment/store
kubectl rollout status deployment/store
kubectl rollout undo deployment/store
