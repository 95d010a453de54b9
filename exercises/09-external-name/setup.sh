kubectl create namespace billing
kubectl apply -n billing -f - <<'END'
apiVersion: v1
kind: Service
metadata:
  name: ledger
spec:
  selector:
    app: ledger
  ports:
    - port: 8080
      targetPort: 80
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ledger
spec:
  replicas: 2
  selector:
    matchLabels:
      app: ledger
  template:
    metadata:
      labels:
        app: ledger
    spec:
      containers:
        - name: ledger
          image: traefik/whoami
END
kubectl run client --image=busybox -- sleep 1000000000
kubectl wait --for=condition=Ready pod/client
