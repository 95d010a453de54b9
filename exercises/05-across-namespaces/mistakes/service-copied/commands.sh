# fails: asks-there
# A Service selects Pods of its own namespace only.
kubectl -n warehouse get service prices -o yaml | sed -e 's/namespace: warehouse/namespace: shop/' -e '/clusterIP/d' -e '/^  - 10/d' | kubectl apply -f -
