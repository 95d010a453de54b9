kubectl apply -f cart.yaml -f catalog.yaml
