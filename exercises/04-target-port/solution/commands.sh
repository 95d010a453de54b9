kubectl patch svc quotes -p '{"spec": {"ports": [{"port": 80, "targetPort": 5678}]}}'
