# The old Pod goes on, and a second program sends requests for as long as it is there.
kubectl -n office run asker --image=busybox --restart=Never -- sh -c 'while sleep 5; do wget -q -T 3 -O - http://$STOCK_SERVICE_HOST; done'
kubectl -n office label pod asker app=report
