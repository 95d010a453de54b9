# fails: four-answer
# With this label trainee belongs to the ReplicaSet, which then has one Pod too many.
kubectl label pod -l examine=yes app-
hash=$(kubectl get rs -o jsonpath='{.items[0].metadata.labels.pod-template-hash}')
kubectl label pod trainee app=desk pod-template-hash=$hash
