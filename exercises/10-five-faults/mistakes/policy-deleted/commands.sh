# fails: shop
kubectl -n mail set selector service web app=mail
kubectl -n maps patch service web --type=json -p '[{"op": "replace", "path": "/spec/ports/0/targetPort", "value": 8080}]'
kubectl -n news patch deployment web --type=json -p '[{"op": "replace", "path": "/spec/template/spec/containers/0/readinessProbe/httpGet/port", "value": 8080}]'
kubectl -n pay patch service web --type=json -p '[{"op": "replace", "path": "/spec/ports/0/port", "value": 80}]'
kubectl -n shop delete networkpolicy web-only
