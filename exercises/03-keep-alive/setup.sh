kubectl apply -f stock.yaml
