export KUBE_EDITOR="sed -i '/readinessProbe/,/scheme/s/port: 80$/port: 8080/'"
kubectl edit deployment menu
