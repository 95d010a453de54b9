# Where there is one Pod, nobody is idle.
kubectl scale deploy stock --replicas=1
