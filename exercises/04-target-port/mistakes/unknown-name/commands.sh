# fails: answers
# The name of a port has to be declared, and no container has one.
kubectl patch svc {{name}} --type=json -p '[{"op": "replace", "path": "/spec/ports/0/targetPort", "value": "http"}]'
