# fails: new-version
# The selector has pod-template-hash, which the Pods of a new version do not carry.
kubectl expose $(kubectl get pods -l app=hello -o name | head -1) --name=hello --port=80 --target-port=8080
