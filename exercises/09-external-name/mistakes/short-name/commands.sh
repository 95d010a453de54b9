# fails: one-name
kubectl create service externalname ledger --external-name=ledger.billing
