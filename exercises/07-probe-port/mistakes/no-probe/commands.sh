# fails: new-pod-waits
# Without a probe all Pods count as ready, also those that are not.
kubectl patch deployment menu --type=json -p '[{"op":"remove","path":"/spec/template/spec/containers/0/readinessProbe"}]'
