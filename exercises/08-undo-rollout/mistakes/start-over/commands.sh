# fails: no-gap
# The right version, after a while with none at all.
kubectl delete deployment store
sleep 10
kubectl apply -f store-v2.yaml
