# fails: same-address
kubectl delete svc {{name}}
kubectl expose deploy {{name}} --port={{port}} --target-port=5678
