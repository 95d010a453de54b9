kubectl get service tickets -o json > service.json
jq '.spec.selector |= del(.tier) | .spec.ports[0] += {name: "http", targetPort: 8080}' service.json | kubectl replace -f -
