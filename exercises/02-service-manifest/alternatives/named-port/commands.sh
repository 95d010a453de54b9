kubectl apply -f orders-deployment.yaml
kubectl rollout status deploy/orders
kubectl apply -f service.yaml
