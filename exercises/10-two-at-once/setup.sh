kubectl apply -f - <<'END'
apiVersion: v1
kind: Service
metadata:
  name: tickets
spec:
  selector:
    app: tickets
    tier: web
  ports:
    - port: 80
      targetPort: http
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: tickets
spec:
  replicas: 3
  selector:
    matchLabels:
      app: tickets
  template:
    metadata:
      labels:
        app: tickets
        tier: front
    spec:
      containers:
        - name: tickets
          image: gasbugs/http-go
          ports:
            - name: web
              containerPort: 8080
END
kubectl rollout status deployment tickets
kubectl run client --image=busybox -- sleep 1000000000
kubectl wait --for=condition=Ready pod/client
