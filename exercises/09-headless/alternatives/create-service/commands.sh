kubectl create service clusterip rooms --clusterip=None
kubectl set selector service rooms app=room
