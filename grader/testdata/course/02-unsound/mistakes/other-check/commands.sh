# fails: answers
kubectl label svc web app-
