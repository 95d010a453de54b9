kubectl get svc map -o yaml | sed -e 's/^  name: map$/  name: maps/' -e '/clusterIP/d' -e '/^  - 10\./d' | kubectl apply -f -
export KUBE_EDITOR="sed -i 's/e-mail/mail/'"
kubectl edit svc mail
kubectl patch svc music --type=json -p '[{"op": "add", "path": "/spec/ports/-", "value": {"name": "web", "port": 80, "targetPort": 8080}}, {"op": "add", "path": "/spec/ports/0/name", "value": "old"}]'
