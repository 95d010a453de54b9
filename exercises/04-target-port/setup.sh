kubectl apply -f quotes.yaml
