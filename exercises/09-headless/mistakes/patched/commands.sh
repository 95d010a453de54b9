# fails: all-addresses
# The API server lets nobody take a cluster IP away.
kubectl create service clusterip rooms --tcp=8080
kubectl set selector service rooms app=room
kubectl patch service rooms -p '{"spec": {"clusterIP": "None"}}'
