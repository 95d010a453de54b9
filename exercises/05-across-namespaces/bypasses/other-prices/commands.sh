# Prices of its own, which are not those of the warehouse.
kubectl -n shop create deployment prices --image=gasbugs/http-go
kubectl -n shop expose deployment prices --port=80 --target-port=8080
