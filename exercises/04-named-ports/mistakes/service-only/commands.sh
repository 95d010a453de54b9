# fails: both-answer
# No container names a port yet.
kubectl patch svc api --type=json -p '[{"op": "replace", "path": "/spec/ports/0/targetPort", "value": "http"}]'
