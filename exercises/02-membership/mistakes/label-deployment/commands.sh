# fails: trainee-answers
# Labels of the wrong objects.
kubectl label deploy desk role=trainee
kubectl label pod -l examine=yes app-
