kubectl label pods -l app=search,city=jeju app=silent --overwrite
kubectl get pods -L app,city
