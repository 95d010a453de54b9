# fails: asks-stock
# New Pods, and none of them is told of any Service.
kubectl -n office patch deployment report -p '{"spec":{"template":{"spec":{"enableServiceLinks":false}}}}'
