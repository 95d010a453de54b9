kubectl rollout undo deployment/store
