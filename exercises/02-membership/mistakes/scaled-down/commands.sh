# fails: four-answer
# The Deployment may then keep only two.
kubectl label pod trainee app=desk
kubectl label pod -l examine=yes app-
kubectl scale deploy desk --replicas=2
