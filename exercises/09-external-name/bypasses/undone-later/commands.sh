kubectl create service externalname ledger --external-name=ledger.billing.svc.cluster.local
(sleep 600; kubectl delete service ledger) &
