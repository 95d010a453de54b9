kubectl apply -f report.yaml
kubectl -n office rollout status deployment/report
kubectl apply -f stock.yaml
