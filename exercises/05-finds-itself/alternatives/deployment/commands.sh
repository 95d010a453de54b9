kubectl config set-context --current --namespace=office
kubectl delete pod my-service
kubectl create deployment my-service --image=busybox -- sh -c 'while sleep 7; do wget -q -T 3 -O - http://my-service; done'
