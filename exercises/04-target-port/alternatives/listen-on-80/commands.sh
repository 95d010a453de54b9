# The process goes where the Service sends.
kubectl patch deploy {{name}} --type=json -p '[{"op": "add", "path": "/spec/template/spec/containers/0/args/-", "value": "-listen=:80"}]'
