kubectl get svc tickets -o yaml > saved.yaml
sed -e 's/sessionAffinity: ClientIP/sessionAffinity: None/' -e '/sessionAffinityConfig/,/timeoutSeconds/d' saved.yaml > new.yaml
kubectl replace -f new.yaml
