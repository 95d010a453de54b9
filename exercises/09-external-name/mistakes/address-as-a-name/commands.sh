# fails: one-name
kubectl create service externalname ledger --external-name=$(kubectl -n billing get service ledger -o jsonpath={.spec.clusterIP})
