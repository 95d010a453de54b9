kubectl delete svc map mail music
for name in maps mail music; do
  kubectl create service clusterip $name --tcp=80:8080
done
