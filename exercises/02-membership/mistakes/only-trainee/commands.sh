# fails: examined-left
kubectl label pod trainee app=desk
