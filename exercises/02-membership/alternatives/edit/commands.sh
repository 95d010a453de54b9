export KUBE_EDITOR="sed -i 's/app: desk$/app: examined/'"
kubectl edit $(kubectl get pods -l examine=yes -o name)
export KUBE_EDITOR="sed -i 's/role: trainee/app: desk/'"
kubectl edit pod trainee
