kubectl apply -f desk.yaml -f trainee.yaml
kubectl rollout status deploy/desk
# One of the three, which the learner is to take off the list.
kubectl label $(kubectl get pods -l app=desk -o name | head -n 1) examine=yes
