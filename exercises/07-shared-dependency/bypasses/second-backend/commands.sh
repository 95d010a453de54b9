# More Pods of the dependency do not help when it fails.
kubectl scale deployment stock --replicas=5
