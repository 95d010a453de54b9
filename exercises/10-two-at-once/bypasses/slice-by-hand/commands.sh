kubectl get pods -l app=tickets -o json | jq '{apiVersion: "discovery.k8s.io/v1", kind: "EndpointSlice", addressType: "IPv4",
  metadata: {name: "tickets-ours", labels: {"kubernetes.io/service-name": "tickets"}},
  ports: [{name: "", port: 8080}], endpoints: [.items[] | {addresses: [.status.podIP]}]}' | kubectl apply -f -
