kubectl delete deployment front
kubectl apply -f daemon-set.json
kubectl get service front -o json | jq '.spec.type = "LoadBalancer" | .spec.externalTrafficPolicy = "Local"' | kubectl replace -f -
