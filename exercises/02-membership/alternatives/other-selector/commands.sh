# Another label on the list. The examined Pod first loses the label by which its ReplicaSet counts it, or a new version would delete it.
kubectl label pod -l examine=yes app-
kubectl patch deploy desk -p '{"spec": {"template": {"metadata": {"labels": {"duty": "on"}}}}}'
kubectl rollout status deploy/desk
kubectl label pod trainee duty=on
kubectl set selector svc desk duty=on
