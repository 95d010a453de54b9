# fails: asks-stock
# A variable of another shell in the container.
kubectl -n office exec deployment/report -- sh -c "export STOCK_SERVICE_HOST=stock STOCK_SERVICE_PORT=80"
