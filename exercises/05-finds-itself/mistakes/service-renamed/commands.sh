# fails: meets-the-service
# The Pod asks for a name that is now its own alone.
kubectl -n office delete service my-service
kubectl -n office expose deployment backend --port=80 --target-port=8080
