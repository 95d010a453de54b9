for service in $(kubectl get services -o name); do
  kubectl patch "$service" -p '{"spec": {"sessionAffinity": "ClientIP"}}'
done
