kubectl apply -f orders-deployment.yaml
