kubectl patch service front -p '{"spec": {"type": "LoadBalancer", "externalTrafficPolicy": "Local"}}'
