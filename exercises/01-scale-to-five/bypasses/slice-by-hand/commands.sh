# One Pod, and addresses that nobody has.
kubectl apply -f - <<END
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: more
  labels:
    kubernetes.io/service-name: http-go-svc
addressType: IPv4
ports:
  - name: ""
    port: 8080
endpoints:
  - addresses: [10.244.1.201]
  - addresses: [10.244.1.202]
  - addresses: [10.244.2.203]
  - addresses: [10.244.2.204]
END
