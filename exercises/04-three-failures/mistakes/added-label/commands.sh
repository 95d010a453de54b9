# fails: mail-answers
# The relabelled Pods are no longer those of the Deployment.
kubectl expose deploy maps --port=80 --target-port=8080
kubectl label pods -l app=mail app=e-mail --overwrite
kubectl patch svc music --type=json -p '[{"op": "replace", "path": "/spec/ports/0/port", "value": 80}]'
