kubectl patch svc quotes -p '{"spec": {"ports": [{"port": 80, "targetPort": 5678}]}}'
(sleep 60; kubectl patch svc quotes -p '{"spec": {"ports": [{"port": 80, "targetPort": 80}]}}') &
