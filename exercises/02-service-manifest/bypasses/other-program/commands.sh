# A program that listens where the declared port says.
kubectl set image deploy/orders orders=nginx
kubectl expose deploy orders --port={{port}} --target-port=80
