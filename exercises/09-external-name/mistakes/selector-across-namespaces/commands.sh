# fails: one-name
kubectl create service clusterip ledger --tcp=8080:80
