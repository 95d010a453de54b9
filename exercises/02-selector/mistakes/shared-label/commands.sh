# fails: only-cart
# The Pods of catalog carry it, too.
kubectl patch svc cart --type=json -p '[{"op": "replace", "path": "/spec/selector", "value": {"team": "shop"}}]'
