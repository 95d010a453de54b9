# fails: meets-the-service
# The same Pod finds itself again.
kubectl replace --force -f pod.yaml
