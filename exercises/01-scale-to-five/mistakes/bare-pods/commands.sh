# fails: heals
# Pods made by hand count as endpoints, but no controller replaces them.
for number in 2 3 4 5; do
  kubectl run http-go-$number --image=gasbugs/http-go --labels=run=http-go
done
