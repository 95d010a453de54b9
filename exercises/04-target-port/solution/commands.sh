kubectl patch svc {{name}} -p '{"spec": {"ports": [{"port": {{port}}, "targetPort": 5678}]}}'
