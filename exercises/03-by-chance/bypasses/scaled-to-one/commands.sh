kubectl scale deploy dice --replicas=1
