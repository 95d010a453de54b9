# fails: asks-there
# The namespace of the terminal is not the namespace of the Pods.
kubectl config set-context --current --namespace={{namespace}}
kubectl -n shop rollout restart deployment/cashier
