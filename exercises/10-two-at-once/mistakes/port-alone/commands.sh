# fails: sells
kubectl patch service tickets --type=json -p '[{"op": "replace", "path": "/spec/ports/0/targetPort", "value": 8080}]'
