export KUBE_EDITOR="sed -i 's/app: post/app: mail/'"
kubectl edit -n mail service web
export KUBE_EDITOR="sed -i 's/targetPort: 80$/targetPort: 8080/'"
kubectl edit -n maps service web
export KUBE_EDITOR="sed -i '/readinessProbe/,/scheme/ s/port: 80$/port: 8080/'"
kubectl edit -n news deployment web
export KUBE_EDITOR="sed -i 's/ port: 8080$/ port: 80/'"
kubectl edit -n pay service web
export KUBE_EDITOR="sed -i 's/port: 80$/port: 8080/'"
kubectl edit -n shop networkpolicy web-only
