# fails: new-pods
# All labels of a Pod of today, with the one that the next version does not have.
hash=$(kubectl get pods -l app=cart -o jsonpath='{.items[0].metadata.labels.pod-template-hash}')
kubectl set selector svc cart app=cart,team=shop,pod-template-hash=$hash
