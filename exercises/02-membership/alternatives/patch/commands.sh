pod=$(kubectl get pods -l examine=yes -o jsonpath='{.items[0].metadata.name}')
kubectl patch pod $pod --type=json -p '[{"op": "replace", "path": "/metadata/labels/app", "value": "examined"}]'
kubectl patch pod trainee -p '{"metadata": {"labels": {"app": "desk"}}}'
