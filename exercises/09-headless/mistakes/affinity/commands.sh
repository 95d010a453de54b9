# fails: each-by-name
kubectl patch service game -p '{"spec": {"sessionAffinity": "ClientIP"}}'
