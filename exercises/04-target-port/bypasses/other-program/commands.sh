# Another program, which happens to listen on 80.
kubectl patch deploy {{name}} --type=json -p '[{"op": "replace", "path": "/spec/template/spec/containers/0", "value": {"name": "{{name}}", "image": "nginx"}}]'
