kubectl apply -f orders.yaml 2>/dev/null
