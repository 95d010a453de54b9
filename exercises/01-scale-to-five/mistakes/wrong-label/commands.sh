# fails: five-endpoints
# The Pods of the note's first part carry app=, the Service of its second part selects run=.
kubectl delete deploy http-go
kubectl create -f http-go-deploy-v1.yml
kubectl scale deploy http-go --replicas=5
