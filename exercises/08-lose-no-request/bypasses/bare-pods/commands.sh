# Pods by hand take the requests, and no update reaches them.
kubectl delete deploy shop
for number in 1 2 3; do
  kubectl run shop-$number --image=bootcamp/slow-start --labels=app=shop
done
