kubectl apply -f menu.yaml
