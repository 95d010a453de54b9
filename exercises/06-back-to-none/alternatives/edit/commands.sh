export KUBE_EDITOR="sed -i -e 's/sessionAffinity: ClientIP/sessionAffinity: None/' -e '/sessionAffinityConfig/,/timeoutSeconds/d'"
kubectl edit svc tickets
