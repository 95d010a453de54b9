# A Pod in billing that answers anything, behind a slice of default.
kubectl -n billing run fake --image=traefik/whoami -- -port=8080
kubectl -n billing wait --for=condition=Ready pod/fake
kubectl create service clusterip ledger --tcp=8080
kubectl patch service ledger --type=json -p '[{"op": "remove", "path": "/spec/selector"}]'
ip=$(kubectl -n billing get pod fake -o jsonpath='{.status.podIP}')
kubectl apply -f - <<END
apiVersion: v1
kind: Endpoints
metadata:
  name: ledger
subsets:
  - addresses: [{ip: $ip}]
    ports: [{name: "8080", port: 8080}]
END
