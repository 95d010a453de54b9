kubectl patch service front -p '{"spec": {"type": "LoadBalancer", "externalTrafficPolicy": "Local"}}'
(sleep 600; kubectl patch service front -p '{"spec": {"externalTrafficPolicy": "Cluster"}}') &
