kubectl delete endpoints orders
