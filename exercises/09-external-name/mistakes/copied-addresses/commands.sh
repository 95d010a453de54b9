# fails: follows
# The Pods' addresses, written down: right until accounting makes new Pods.
kubectl create service clusterip ledger --tcp=8080:80
kubectl patch service ledger --type=json -p "[{\"op\": \"remove\", \"path\": \"/spec/selector\"}]"
kubectl get pods -n billing -o json | jq "{apiVersion: \"discovery.k8s.io/v1\", kind: \"EndpointSlice\", addressType: \"IPv4\",
  metadata: {name: \"ledger-1\", labels: {\"kubernetes.io/service-name\": \"ledger\"}},
  ports: [{name: \"8080-80\", port: 80}], endpoints: [.items[] | {addresses: [.status.podIP]}]}" | kubectl apply -f -
