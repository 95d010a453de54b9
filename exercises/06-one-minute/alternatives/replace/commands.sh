kubectl get service cart -o json > saved.json
sed 's/"sessionAffinity": "None"/"sessionAffinity": "ClientIP", "sessionAffinityConfig": {"clientIP": {"timeoutSeconds": 60}}/' saved.json > new.json
kubectl replace -f new.json
