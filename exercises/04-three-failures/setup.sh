server() {
  kubectl apply -f - <<END
apiVersion: apps/v1
kind: Deployment
metadata:
  name: $1
spec:
  replicas: 2
  selector:
    matchLabels:
      app: $1
  template:
    metadata:
      labels:
        app: $1
    spec:
      containers:
        - name: server
          image: hashicorp/http-echo
          args: ["-listen=:8080", "-text=$1"]
END
}
service() {
  kubectl apply -f - <<END
apiVersion: v1
kind: Service
metadata:
  name: $1
spec:
  selector:
    app: $2
  ports:
    - port: $3
      targetPort: 8080
END
}
for name in maps mail music; do server $name; done
service map maps 80
service mail e-mail 80
service music music 8080
for name in maps mail music; do kubectl rollout status deploy/$name; done
