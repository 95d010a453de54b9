# Servers of one's own instead of those that are there.
kubectl delete svc map mail music
for name in maps mail music; do
  kubectl run own-$name --image=hashicorp/http-echo --labels=own=$name -- -listen=:8080 -text=$name
  kubectl expose pod own-$name --name=$name --port=80 --target-port=8080
done
