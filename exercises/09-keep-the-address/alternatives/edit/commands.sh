export KUBE_EDITOR="sed -i 's/type: ClusterIP/type: LoadBalancer/; s/^spec:/spec:\n  externalTrafficPolicy: Local/'"
kubectl edit svc front
kubectl scale deploy front --replicas=5
