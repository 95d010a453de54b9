kubectl create deployment where --image=traefik/whoami --replicas=2
kubectl expose deployment where --port=80
kubectl run client --image=busybox -- sleep 1000000000
kubectl rollout status deployment where
kubectl wait --for=condition=Ready pod/client
