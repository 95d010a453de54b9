# Right, until somebody takes it back.
kubectl apply -f right.yaml
(sleep 600; kubectl rollout undo deployment/shop) &
