# The Pods of mail get the label that the Service wants, and maps keeps its first Service, too.
kubectl create service clusterip maps --tcp=80:8080
kubectl patch deploy mail -p '{"spec": {"template": {"metadata": {"labels": {"route": "e-mail"}}}}}'
kubectl patch svc mail --type=json -p '[{"op": "replace", "path": "/spec/selector", "value": {"route": "e-mail"}}]'
kubectl delete svc music
kubectl expose deploy music --port=80 --target-port=8080 --type=NodePort
