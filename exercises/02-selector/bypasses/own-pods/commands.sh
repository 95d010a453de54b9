# Three other Pods that carry what the selector wants.
kubectl create deployment extra --image=gasbugs/http-go --replicas=3
kubectl patch deployment extra -p '{"spec": {"template": {"metadata": {"labels": {"run": "cart"}}}}}'
