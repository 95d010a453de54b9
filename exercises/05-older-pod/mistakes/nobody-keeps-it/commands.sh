# fails: new-pods-ask
# A Pod that is young enough, and that nobody makes anew.
kubectl -n office scale deployment/report --replicas=0
kubectl -n office run report --image=busybox -- sh -c 'while sleep 5; do wget -q -T 3 -O - http://$STOCK_SERVICE_HOST:$STOCK_SERVICE_PORT; done'
