kubectl apply -f stock.yaml
kubectl rollout status deployment/stock
kubectl apply -f front.yaml
kubectl expose deployment front --port=80 --target-port=8080
kubectl rollout status deployment/front
