kubectl patch svc/tickets --type=json -p '[{"op": "remove", "path": "/spec/sessionAffinity"}, {"op": "remove", "path": "/spec/sessionAffinityConfig"}]'
