# fails: mail
kubectl -n maps patch service web --type=json -p '[{"op": "replace", "path": "/spec/ports/0/targetPort", "value": 8080}]'
kubectl -n news patch deployment web --type=json -p '[{"op": "replace", "path": "/spec/template/spec/containers/0/readinessProbe/httpGet/port", "value": 8080}]'
kubectl -n pay patch service web --type=json -p '[{"op": "replace", "path": "/spec/ports/0/port", "value": 80}]'
kubectl -n shop patch networkpolicy web-only --type=json -p '[{"op": "replace", "path": "/spec/ingress/0/ports/0/port", "value": 8080}]'
# The Pods get the label that the selector asks for, and all of them restart.
kubectl -n mail delete deployment web
kubectl -n mail create deployment web --image=gasbugs/http-go --replicas=2 --dry-run=client -o json \
  | jq '.spec.selector.matchLabels = {app: "post"} | .spec.template.metadata.labels = {app: "post"}' | kubectl create -f -
