# fails: meets-the-service
# A second line for the same name comes too late.
kubectl replace --force -f pod.yaml
