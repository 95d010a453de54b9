# Another Service takes the name's place.
kubectl expose deployment cart --name=sticky-cart --port=80 --target-port=8080 --session-affinity=ClientIP
