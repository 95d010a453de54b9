# fails: cart-answers
# A label of the Deployment object, which its Pods do not get.
kubectl label deploy cart run=cart app=cart --overwrite
