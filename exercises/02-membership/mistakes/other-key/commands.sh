# fails: trainee-answers
# The key of the Service's selector is app.
kubectl label pod trainee desk=yes
kubectl label pod -l examine=yes app-
