# A Pod of one's own answers, whatever happens to the Deployment.
kubectl run greeter --image=nginx --labels=own=yes
kubectl expose pod greeter --name=hello --port=80
