kubectl create service clusterip orders --tcp={{port}}
kubectl get svc orders -o yaml | sed 's/targetPort: {{port}}$/targetPort: 8080/' > orders.yaml
kubectl replace --force -f orders.yaml
