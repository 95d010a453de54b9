kubectl apply -f game.yaml
kubectl rollout status statefulset room
kubectl run client --image=busybox -- sleep 1000000000
kubectl wait --for=condition=Ready pod/client
