kubectl delete deployment menu
for number in 1 2 3; do
  kubectl run menu-$number --image=bootcamp/slow-start --labels=app=menu
done
