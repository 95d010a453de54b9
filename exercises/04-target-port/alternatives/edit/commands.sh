export KUBE_EDITOR="sed -i 's/targetPort: 80$/targetPort: 5678/'"
kubectl edit svc {{name}}
kubectl scale deploy {{name}} --replicas=4
