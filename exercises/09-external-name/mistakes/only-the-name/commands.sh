# fails: no-port-mapping
kubectl create service externalname ledger --external-name=ledger.billing.svc.cluster.local --tcp=80:8080
