kubectl run asker --image=curlimages/curl -- sleep 100000
kubectl wait --for=condition=Ready pod/asker
for pod in $(kubectl get pods -l app=search -o name); do
  ip=$(kubectl get $pod -o jsonpath='{.status.podIP}')
  kubectl exec asker -- curl -s -m 2 -o /dev/null http://$ip || kubectl label $pod app- examine=yes
done
