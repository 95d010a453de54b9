kubectl apply -f - <<END
apiVersion: v1
kind: Service
metadata: {name: orders}
spec: {ports: [{port: {{port}}}]}
END
{
  echo 'apiVersion: discovery.k8s.io/v1'
  echo 'kind: EndpointSlice'
  echo 'metadata: {name: orders-1, labels: {kubernetes.io/service-name: orders}}'
  echo 'addressType: IPv4'
  echo 'ports: [{port: 8080}]'
  echo 'endpoints:'
  for ip in $(kubectl get pods -l app=orders -o jsonpath='{.items[*].status.podIP}'); do
    echo "  - addresses: [$ip]"
  done
} | kubectl apply -f -
