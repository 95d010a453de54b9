for version in v1 v2; do
  kubectl patch deploy api-$version --type=json -p '[{"op": "add", "path": "/spec/template/spec/containers/0/ports/0/name", "value": "web"}]'
done
kubectl patch svc api --type=json -p '[{"op": "replace", "path": "/spec/ports/0/targetPort", "value": "web"}]'
(sleep 900; kubectl patch svc api --type=json -p '[{"op": "replace", "path": "/spec/ports/0/targetPort", "value": 8080}]') &
