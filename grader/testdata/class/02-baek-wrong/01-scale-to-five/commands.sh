# The Pods of this Deployment carry app=, and the Service selects run=.
kubectl delete deploy http-go
kubectl create -f http-go-deploy-v1.yml
kubectl scale deploy http-go --replicas=5
