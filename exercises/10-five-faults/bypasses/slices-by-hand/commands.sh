for team in mail maps news; do
  kubectl -n $team get pods -o json | jq --arg team $team '{apiVersion: "discovery.k8s.io/v1", kind: "EndpointSlice", addressType: "IPv4",
    metadata: {name: "ours", namespace: $team, labels: {"kubernetes.io/service-name": "web"}},
    ports: [{name: "", port: 8080}], endpoints: [.items[] | {addresses: [.status.podIP]}]}' | kubectl apply -f -
done
