kubectl patch svc {{name}} --type=json -p '[{"op": "remove", "path": "/spec/selector"}]'
kubectl delete endpoints {{name}}
kubectl delete endpointslices -l kubernetes.io/service-name={{name}}
{
  echo 'apiVersion: discovery.k8s.io/v1'
  echo 'kind: EndpointSlice'
  echo 'metadata: {name: {{name}}-1, labels: {kubernetes.io/service-name: {{name}}}}'
  echo 'addressType: IPv4'
  echo 'ports: [{port: 5678}]'
  echo 'endpoints:'
  for ip in $(kubectl get pods -l app={{name}} -o jsonpath='{.items[*].status.podIP}'); do
    echo "  - addresses: [$ip]"
  done
} | kubectl apply -f -
