# fails: silent-left
# The Service selects by app; without city it only leaves its Deployment.
kubectl label pod -l city=jeju city-
