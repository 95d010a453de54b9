export KUBE_EDITOR="sed -i 's/run: cart/app: cart/'"
kubectl edit svc cart
