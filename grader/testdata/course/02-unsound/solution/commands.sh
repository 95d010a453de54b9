kubectl scale deploy web --replicas=2
