kubectl delete svc web
