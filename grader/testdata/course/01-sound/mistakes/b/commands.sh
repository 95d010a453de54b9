# fails: two
kubectl delete deploy web
