# fails: four-share
kubectl patch svc stock -p '{"spec": {"sessionAffinity": "ClientIP"}}'
