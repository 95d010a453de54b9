# One Pod that listens on five ports, and a slice for each.
kubectl patch deployment http-go --type=json -p '[{"op": "add", "path": "/spec/template/spec/containers/-", "value": {"name": "more", "image": "hashicorp/http-echo", "args": ["-listen=:9000", "-text=more"]}}]'
kubectl rollout status deployment http-go
ip=$(kubectl get pods -l run=http-go -o jsonpath='{.items[0].status.podIP}')
for port in 9000 8080; do
  kubectl apply -f - <<END
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: door-$port, labels: {kubernetes.io/service-name: http-go-svc}}
addressType: IPv4
ports: [{name: "", port: $port}]
endpoints: [{addresses: [$ip]}]
END
done
