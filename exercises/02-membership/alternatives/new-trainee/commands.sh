kubectl delete pod trainee
kubectl run trainee --image=gasbugs/http-go --labels=app=desk,role=trainee
kubectl get pods -l examine=yes -o json | sed 's/"app": "desk"/"app": "aside"/' | kubectl apply -f -
