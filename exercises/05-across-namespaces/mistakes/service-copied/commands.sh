# fails: asks-there
# A Service selects Pods of its own namespace only.
kubectl -n {{namespace}} get service prices -o yaml | sed -e 's/namespace: {{namespace}}/namespace: shop/' -e '/clusterIP/d' -e '/^  - 10/d' | kubectl apply -f -
