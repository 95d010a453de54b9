kubectl delete deployment front
for number in 1 2 3; do
  kubectl run front-$number --image=bootcamp/slow-start --labels=app=front
done
sleep 30
