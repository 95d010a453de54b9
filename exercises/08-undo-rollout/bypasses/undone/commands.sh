kubectl rollout undo deployment/store
(sleep 300; kubectl rollout undo deployment/store) &
