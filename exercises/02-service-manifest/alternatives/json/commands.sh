kubectl apply -f orders-service.json
