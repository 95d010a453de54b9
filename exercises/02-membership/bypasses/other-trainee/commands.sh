# A fourth Pod of the Deployment instead of trainee.
kubectl label pod -l examine=yes app-
kubectl scale deploy desk --replicas=4
