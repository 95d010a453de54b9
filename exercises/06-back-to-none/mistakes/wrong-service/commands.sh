# fails: new-clients
# A second Service, and everybody still calls the first.
kubectl expose deployment tickets --name=tickets-balanced --port=80 --target-port=8080
