# fails: host-unchanged
kubectl create service externalname ledger --external-name=ledger.billing.svc.cluster.local
