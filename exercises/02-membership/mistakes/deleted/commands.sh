# fails: examined-left
kubectl label pod trainee app=desk
kubectl delete pod -l examine=yes
