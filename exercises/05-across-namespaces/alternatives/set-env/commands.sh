kubectl -n shop set env deployment/cashier PRICES_URL=http://prices.{{namespace}}.svc
kubectl -n shop rollout status deployment/cashier
