# Who never updates loses nothing.
kubectl rollout pause deployment/shop
