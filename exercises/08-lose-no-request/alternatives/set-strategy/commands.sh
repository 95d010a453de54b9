kubectl patch deploy/shop --type=json -p '[
  {"op": "replace", "path": "/spec/strategy/rollingUpdate", "value": {"maxSurge": 1, "maxUnavailable": 0}},
  {"op": "add", "path": "/spec/template/spec/containers/0/lifecycle", "value": {"preStop": {"exec": {"command": ["sleep", "5"]}}}},
  {"op": "add", "path": "/spec/template/spec/containers/0/readinessProbe", "value": {"tcpSocket": {"port": 8080}}}
]'
