kubectl patch svc/cart --type=json -p '[
  {"op": "replace", "path": "/spec/sessionAffinity", "value": "ClientIP"},
  {"op": "add", "path": "/spec/sessionAffinityConfig", "value": {"clientIP": {"timeoutSeconds": 60}}}
]'
