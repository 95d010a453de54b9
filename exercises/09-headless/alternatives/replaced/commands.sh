kubectl get service game -o json | jq '.metadata = {name: "rooms"} | .spec = {selector: .spec.selector, ports: .spec.ports}' > rooms.json
kubectl create -f rooms.json
jq '.spec.clusterIP = "None"' rooms.json | kubectl replace --force -f -
