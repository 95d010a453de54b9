kubectl expose deploy maps --port=80 --target-port=8080
kubectl set selector svc mail app=mail
kubectl patch svc music --type=json -p '[{"op": "replace", "path": "/spec/ports/0/port", "value": 80}]'
