kubectl scale deploy http-go --replicas=5
