# Pods that fit the wrong Service.
kubectl create deployment more --image=gasbugs/http-go --replicas=3 --dry-run=client -o json \
  | jq '.spec.selector.matchLabels = {tier: "web"} | .spec.template.metadata.labels = {app: "tickets", tier: "web"}
    | .spec.template.spec.containers[0].ports = [{name: "http", containerPort: 8080}]' | kubectl apply -f -
