# fails: each-client-sticks
# The API server says which values there are; the Service stays as it was.
kubectl patch svc http-go-svc -p '{"spec":{"sessionAffinity":"Clientip"}}'
