# fails: no-gap
# The right version, after a while with none at all.
kubectl delete deployment store
kubectl apply -f store-v2.yaml
