export KUBE_EDITOR="sed -i 's/targetPort: 80$/targetPort: 5678/'"
kubectl edit svc quotes
kubectl scale deploy quotes --replicas=4
