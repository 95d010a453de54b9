# fails: each-client-sticks
# With one Pod every client meets the same one, and no other can take over.
kubectl scale deploy http-go --replicas=1
