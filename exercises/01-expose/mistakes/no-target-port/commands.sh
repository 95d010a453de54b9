# fails: answers
# Without --target-port it is the same number as --port.
kubectl expose deploy hello --port=80
