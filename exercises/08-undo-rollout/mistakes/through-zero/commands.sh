# fails: no-gap
kubectl scale deployment store --replicas=0
kubectl rollout undo deployment/store
sleep 20
kubectl scale deployment store --replicas=3
