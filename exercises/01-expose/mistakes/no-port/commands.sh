# fails: answers
# The Service takes the port that the container declares: 8080.
kubectl expose deploy hello
