# fails: smallest-repair
# The Pods get what the Service asks for, and all of them restart.
kubectl patch deployment tickets --type=json -p '[
  {"op": "replace", "path": "/spec/template/metadata/labels/tier", "value": "web"},
  {"op": "replace", "path": "/spec/template/spec/containers/0/ports/0/name", "value": "http"}
]'
kubectl rollout status deployment tickets
