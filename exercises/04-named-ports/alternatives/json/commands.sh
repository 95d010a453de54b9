kubectl get deploy -o json | sed -E 's/"containerPort": (8080|9000),/"containerPort": \1, "name": "api-port",/' | kubectl replace -f -
kubectl get svc api -o json | sed 's/"targetPort": 8080/"targetPort": "api-port"/' | kubectl replace -f -
