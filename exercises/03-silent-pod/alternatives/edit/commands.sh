export KUBE_EDITOR="sed -i 's/app: search/app: aside/'"
kubectl edit $(kubectl get pods -l city=jeju -o name)
