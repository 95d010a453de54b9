export KUBE_EDITOR="sed -i -e 's/tier: web/tier: front/' -e 's/targetPort: http$/targetPort: 8080/'"
kubectl edit svc tickets
