# Every request meets the one Pod, and half of them by way of another node.
kubectl patch service front -p '{"spec": {"type": "LoadBalancer"}}'
kubectl scale deployment front --replicas=1
