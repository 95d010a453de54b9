kubectl get svc cart -o json | sed 's/"run": "cart"/"app": "cart"/' | kubectl replace -f -
