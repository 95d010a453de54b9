# fails: maps-answers
kubectl create namespace web
kubectl create service clusterip maps --tcp=80:8080 -n web
kubectl set selector svc mail app=mail
kubectl patch svc music --type=json -p '[{"op": "replace", "path": "/spec/ports/0/port", "value": 80}]'
