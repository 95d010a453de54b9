# fails: heals
# Pods made by hand count as endpoints, but nobody replaces them.
for number in 2 3 4 5; do
  kubectl run http-go-$number --image=gasbugs/http-go --labels=run=http-go
done
