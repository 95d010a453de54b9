kubectl get service web -n mail -o json | jq '.spec.selector = {app: "mail"}' | kubectl replace -f -
kubectl get service web -n maps -o json | jq '.spec.ports[0].targetPort = 8080' | kubectl apply -f - 2> /dev/null
kubectl get deployment web -n news -o yaml | sed 's/port: 80$/port: 8080/' | kubectl apply -f - 2> /dev/null
kubectl patch service web -n pay --type=json -p '[{"op": "add", "path": "/spec/ports", "value": [{"name": "http", "port": 80, "targetPort": 8080}, {"name": "old", "port": 8080}]}]'
kubectl delete networkpolicy web-only -n shop
kubectl create -f policy.yaml
