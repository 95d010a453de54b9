kubectl delete service front
kubectl expose deployment front --port=80 --type=LoadBalancer --overrides='{"spec": {"externalTrafficPolicy": "Local"}}'
