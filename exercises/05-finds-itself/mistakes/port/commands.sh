# fails: meets-the-service
# Port 8080 of itself is as silent as port 80.
kubectl replace --force -f pod.yaml
