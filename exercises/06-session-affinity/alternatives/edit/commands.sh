export KUBE_EDITOR="sed -i 's/sessionAffinity: None/sessionAffinity: ClientIP/'"
kubectl edit svc/http-go-svc
