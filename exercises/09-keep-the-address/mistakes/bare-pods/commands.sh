# fails: other-pods
# One Pod for each node, by hand; nobody replaces them.
kubectl delete deployment front
for node in $(kubectl get nodes -o name | cut -d/ -f2); do
  kubectl run front-$node --image=traefik/whoami --labels=app=front --overrides='{"spec": {"nodeName": "'$node'"}}'
done
kubectl patch service front -p '{"spec": {"type": "LoadBalancer", "externalTrafficPolicy": "Local"}}'
