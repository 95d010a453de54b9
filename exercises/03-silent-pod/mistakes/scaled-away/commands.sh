# fails: all-answer
# Off the list, and so is the city.
kubectl label pod -l city=jeju app-
kubectl scale deploy search-jeju --replicas=0
