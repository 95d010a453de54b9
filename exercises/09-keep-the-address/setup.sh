kubectl apply -f front.yaml
kubectl rollout status deployment front
