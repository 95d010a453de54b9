kubectl apply -f my-service.yaml
(sleep 600; kubectl delete endpoints my-service) &
