kubectl patch svc desk --type=json -p '[{"op": "remove", "path": "/spec/selector"}]'
kubectl delete endpointslice -l kubernetes.io/service-name=desk
kubectl scale deploy desk --replicas=4
kubectl rollout status deploy/desk
{
  echo 'apiVersion: discovery.k8s.io/v1'
  echo 'kind: EndpointSlice'
  echo 'metadata: {name: desk-1, labels: {kubernetes.io/service-name: desk}}'
  echo 'addressType: IPv4'
  echo 'ports: [{port: 8080}]'
  echo 'endpoints:'
  for ip in $(kubectl get pods -l 'examine!=yes' -o jsonpath='{.items[*].status.podIP}'); do
    echo "  - addresses: [$ip]"
  done
} | kubectl apply -f -
