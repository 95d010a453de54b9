kubectl rollout history deployment/store
kubectl rollout undo deploy/store --to-revision=2
kubectl rollout status deploy/store
