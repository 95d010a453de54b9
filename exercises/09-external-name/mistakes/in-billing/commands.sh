# fails: one-name
kubectl -n billing create service externalname ledger --external-name=ledger.billing.svc.cluster.local
