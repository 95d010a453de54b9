kubectl patch deployment front --type=json -p '[{"op":"replace","path":"/spec/template/spec/containers/0/readinessProbe","value":{"tcpSocket":{"port":8080}}}]'
kubectl rollout status deployment/front
