kubectl patch svc cart --type=json -p '[{"op": "remove", "path": "/spec/selector"}]'
{
  echo 'apiVersion: discovery.k8s.io/v1'
  echo 'kind: EndpointSlice'
  echo 'metadata: {name: cart-1, labels: {kubernetes.io/service-name: cart}}'
  echo 'addressType: IPv4'
  echo 'ports: [{port: 8080}]'
  echo 'endpoints:'
  for ip in $(kubectl get pods -l app=cart -o jsonpath='{.items[*].status.podIP}'); do
    echo "  - addresses: [$ip]"
  done
} | kubectl apply -f -
