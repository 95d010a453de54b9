kubectl delete deployment reports
kubectl apply -f set.yaml
kubectl rollout status statefulset/writers
