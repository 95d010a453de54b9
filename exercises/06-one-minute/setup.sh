kubectl apply -f cart.yaml
kubectl rollout status deployment/cart
