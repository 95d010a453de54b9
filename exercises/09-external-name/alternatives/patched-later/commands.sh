kubectl create service clusterip ledger --tcp=8080
kubectl patch service ledger --type=merge -p '{"spec": {"type": "ExternalName", "externalName": "ledger.billing.svc.cluster.local", "selector": null}}'
