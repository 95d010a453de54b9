kubectl scale --replicas=2 deployment/web
