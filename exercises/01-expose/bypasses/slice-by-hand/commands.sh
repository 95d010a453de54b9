# The addresses of today's Pods, written down.
kubectl create service clusterip hello --tcp=80:8080
kubectl patch svc hello --type=json -p '[{"op": "remove", "path": "/spec/selector"}]'
{
  echo 'apiVersion: discovery.k8s.io/v1'
  echo 'kind: EndpointSlice'
  echo 'metadata: {name: hello-by-hand, labels: {kubernetes.io/service-name: hello}}'
  echo 'addressType: IPv4'
  echo 'ports: [{name: 80-8080, port: 8080}]'
  echo 'endpoints:'
  for ip in $(kubectl get pods -l app=hello -o jsonpath='{.items[*].status.podIP}'); do
    echo "  - addresses: [$ip]"
  done
} | kubectl apply -f -
