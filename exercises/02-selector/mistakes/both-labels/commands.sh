# fails: cart-answers
# A patch adds the right label to the wrong one, and a Pod must carry both.
kubectl patch svc cart -p '{"spec": {"selector": {"app": "cart"}}}'
