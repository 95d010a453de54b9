kubectl patch service http-go-svc --type=json -p '[
  {"op": "replace", "path": "/spec/sessionAffinity", "value": "ClientIP"},
  {"op": "add", "path": "/spec/sessionAffinityConfig", "value": {"clientIP": {"timeoutSeconds": 86400}}}
]'
