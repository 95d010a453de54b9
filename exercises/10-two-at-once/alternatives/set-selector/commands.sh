kubectl set selector service tickets app=tickets
kubectl patch service tickets -p '{"spec": {"ports": [{"port": 80, "targetPort": "web"}]}}'
