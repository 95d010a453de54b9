kubectl patch svc api --type=json -p '[{"op": "remove", "path": "/spec/selector"}]'
kubectl delete endpoints api
kubectl delete endpointslices -l kubernetes.io/service-name=api
slice() {
  echo '---'
  echo 'apiVersion: discovery.k8s.io/v1'
  echo 'kind: EndpointSlice'
  echo "metadata: {name: api-$1, labels: {kubernetes.io/service-name: api}}"
  echo 'addressType: IPv4'
  echo "ports: [{port: $2}]"
  echo 'endpoints:'
  for ip in $(kubectl get pods -l version=$1 -o jsonpath='{.items[*].status.podIP}'); do
    echo "  - addresses: [$ip]"
  done
}
{ slice v1 8080; slice v2 9000; } > slices.yaml
kubectl apply -f slices.yaml
