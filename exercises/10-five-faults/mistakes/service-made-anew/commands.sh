# fails: maps
kubectl -n mail set selector service web app=mail
kubectl -n news patch deployment web --type=json -p '[{"op": "replace", "path": "/spec/template/spec/containers/0/readinessProbe/httpGet/port", "value": 8080}]'
kubectl -n pay patch service web --type=json -p '[{"op": "replace", "path": "/spec/ports/0/port", "value": 80}]'
kubectl -n shop patch networkpolicy web-only --type=json -p '[{"op": "replace", "path": "/spec/ingress/0/ports/0/port", "value": 8080}]'
kubectl -n maps delete service web
kubectl -n maps expose deployment web --port=80 --target-port=8080
