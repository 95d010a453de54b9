kubectl get svc
