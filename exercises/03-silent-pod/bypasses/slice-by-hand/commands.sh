kubectl label pod -l city=jeju app-
kubectl wait --for=condition=Ready pod -l app=search
kubectl patch svc search --type=json -p '[{"op": "remove", "path": "/spec/selector"}]'
kubectl delete endpoints search
kubectl delete endpointslices -l kubernetes.io/service-name=search
{
  echo 'apiVersion: discovery.k8s.io/v1'
  echo 'kind: EndpointSlice'
  echo 'metadata: {name: search-1, labels: {kubernetes.io/service-name: search}}'
  echo 'addressType: IPv4'
  echo 'ports: [{name: "80", port: 80}]'
  echo 'endpoints:'
  for ip in $(kubectl get pods -l app=search -o jsonpath='{.items[*].status.podIP}'); do
    echo "  - addresses: [$ip]"
  done
} | kubectl apply -f -
