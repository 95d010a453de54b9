# An address written into the status, and no load balancer.
kubectl patch service front --subresource=status --type=merge -p '{"status": {"loadBalancer": {"ingress": [{"ip": "172.18.255.222"}]}}}'
