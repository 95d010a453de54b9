# fails: five-endpoints
# Five Pods, but of a Deployment that the Service does not select.
kubectl apply -f second.yaml
