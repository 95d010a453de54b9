kubectl apply -f shop.yaml
kubectl expose deployment shop --port=80 --target-port=8080
