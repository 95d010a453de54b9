kubectl apply -f reports.yaml
kubectl expose deployment reports --port=80 --target-port=8080
