# fails: same-address
kubectl delete svc quotes
kubectl expose deploy quotes --port=80 --target-port=5678
