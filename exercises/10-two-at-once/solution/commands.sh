kubectl patch service tickets --type=json -p '[{"op": "replace", "path": "/spec/selector/tier", "value": "front"}, {"op": "replace", "path": "/spec/ports/0/targetPort", "value": "web"}]'
