kubectl apply -f tickets.yaml
kubectl rollout status deployment/tickets
kubectl apply -f kiosk.yaml
sleep 60
