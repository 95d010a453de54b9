# fails: asks-stock
# The Pods that answer have to know nothing of those who ask.
kubectl -n office rollout restart deployment/stock
