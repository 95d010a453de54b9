# fails: only-cart
# Only the Pods of today carry it.
kubectl label pods -l app=cart run=cart
