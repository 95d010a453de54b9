kubectl create namespace rooms
for n in 0 1 2; do
  ip=$(kubectl get pod room-$n -o jsonpath='{.status.podIP}')
  kubectl create service clusterip room-$n -n rooms --tcp=8080
  kubectl patch service room-$n -n rooms --type=json -p '[{"op": "remove", "path": "/spec/selector"}]'
  kubectl apply -n rooms -f - <<END
apiVersion: v1
kind: Endpoints
metadata: {name: room-$n}
subsets: [{addresses: [{ip: $ip}], ports: [{name: "8080", port: 8080}]}]
END
done
