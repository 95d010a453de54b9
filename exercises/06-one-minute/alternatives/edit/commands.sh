export KUBE_EDITOR="sed -i 's/sessionAffinity: None/sessionAffinity: ClientIP/'"
kubectl edit svc cart
export KUBE_EDITOR="sed -i 's/timeoutSeconds: 10800/timeoutSeconds: 60/'"
kubectl edit svc cart
