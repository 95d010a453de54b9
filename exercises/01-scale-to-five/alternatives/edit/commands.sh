export KUBE_EDITOR="sed -i 's/replicas: 1/replicas: 5/'"
kubectl edit deploy http-go
