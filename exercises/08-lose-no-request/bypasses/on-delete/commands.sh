# New Pods only when somebody deletes the old ones.
kubectl delete deploy shop
kubectl apply -f - <<'END'
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: shop
spec:
  serviceName: shop
  replicas: 3
  updateStrategy:
    type: OnDelete
  selector:
    matchLabels:
      app: shop
  template:
    metadata:
      labels:
        app: shop
    spec:
      containers:
        - name: shop
          image: bootcamp/slow-start
END
