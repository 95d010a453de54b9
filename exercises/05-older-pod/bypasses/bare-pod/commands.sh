# Somebody else asks, and nobody keeps them.
kubectl -n office run asker --image=busybox -- sh -c 'while sleep 5; do wget -q -T 3 -O - http://stock; done'
