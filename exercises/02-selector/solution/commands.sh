kubectl patch svc cart --type=json -p '[{"op": "replace", "path": "/spec/selector", "value": {"app": "cart"}}]'
