# fails: good-version
# New Pods of the same template.
kubectl delete pods -l app=store
