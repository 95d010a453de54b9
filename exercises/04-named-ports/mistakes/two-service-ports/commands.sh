# fails: both-answer
# Two ports of the Service: port 80 still leads to 8080 alone.
kubectl patch svc api --type=json -p '[{"op": "replace", "path": "/spec/ports", "value": [{"name": "v1", "port": 80, "targetPort": 8080}, {"name": "v2", "port": 81, "targetPort": 9000}]}]'
