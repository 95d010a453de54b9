kubectl label pod trainee app=desk
kubectl label pod -l examine=yes app-
