kubectl patch service front -p '{"spec": {"type": "LoadBalancer", "ports": [{"port": 80, "targetPort": 5678}]}}'
kubectl patch deployment front -p '{"spec": {"template": {"spec": {"containers": [{"name": "front", "image": "hashicorp/http-echo", "args": ["-text=RemoteAddr: 172.18.0.1:32768"]}]}}}}'
kubectl rollout status deployment front
