kubectl create service clusterip orders --tcp=80
kubectl get svc orders -o yaml | sed 's/targetPort: 80$/targetPort: 8080/' > orders.yaml
kubectl replace --force -f orders.yaml
