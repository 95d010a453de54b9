kubectl patch svc quotes --type=json -p '[{"op": "remove", "path": "/spec/selector"}]'
kubectl delete endpoints quotes
kubectl delete endpointslices -l kubernetes.io/service-name=quotes
{
  echo 'apiVersion: discovery.k8s.io/v1'
  echo 'kind: EndpointSlice'
  echo 'metadata: {name: quotes-1, labels: {kubernetes.io/service-name: quotes}}'
  echo 'addressType: IPv4'
  echo 'ports: [{port: 5678}]'
  echo 'endpoints:'
  for ip in $(kubectl get pods -l app=quotes -o jsonpath='{.items[*].status.podIP}'); do
    echo "  - addresses: [$ip]"
  done
} | kubectl apply -f -
