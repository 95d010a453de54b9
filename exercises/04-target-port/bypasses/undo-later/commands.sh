kubectl patch svc {{name}} -p '{"spec": {"ports": [{"port": {{port}}, "targetPort": 5678}]}}'
(sleep 60; kubectl patch svc {{name}} -p '{"spec": {"ports": [{"port": {{port}}, "targetPort": 80}]}}') &
