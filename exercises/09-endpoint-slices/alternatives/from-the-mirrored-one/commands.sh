kubectl get endpointslices -l kubernetes.io/service-name=orders -o json \
  | jq '.items[0] | {apiVersion, kind, addressType, ports, endpoints,
      metadata: {name: "orders-ours", labels: {"kubernetes.io/service-name": "orders"}}}' \
  | kubectl apply -f -
kubectl delete -f <(printf 'apiVersion: v1\nkind: Endpoints\nmetadata:\n  name: orders\n')
