# Who asks nothing is never refused.
kubectl -n office delete pod my-service
