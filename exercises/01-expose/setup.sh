kubectl apply -f hello.yaml
