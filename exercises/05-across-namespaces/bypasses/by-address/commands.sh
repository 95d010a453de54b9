# The address of the day.
kubectl -n shop set env deployment/cashier PRICES_URL=http://$(kubectl -n {{namespace}} get service prices -o jsonpath='{.spec.clusterIP}')
