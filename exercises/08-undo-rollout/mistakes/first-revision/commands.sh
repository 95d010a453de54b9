# fails: good-version
kubectl rollout undo deployment/store --to-revision=1
