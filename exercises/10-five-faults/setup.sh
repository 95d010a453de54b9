kubectl apply -f - <<'END'
apiVersion: v1
kind: Namespace
metadata:
  name: mail
---
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: mail
spec:
  selector:
    app: post
  ports:
    - port: 80
      targetPort: 8080
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: mail
spec:
  replicas: 2
  selector:
    matchLabels:
      app: mail
  template:
    metadata:
      labels:
        app: mail
    spec:
      containers:
        - name: web
          image: gasbugs/http-go
          readinessProbe:
            httpGet:
              path: /
              port: 8080
            periodSeconds: 5
---
apiVersion: v1
kind: Namespace
metadata:
  name: maps
---
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: maps
spec:
  selector:
    app: maps
  ports:
    - port: 80
      targetPort: 80
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: maps
spec:
  replicas: 2
  selector:
    matchLabels:
      app: maps
  template:
    metadata:
      labels:
        app: maps
    spec:
      containers:
        - name: web
          image: gasbugs/http-go
          readinessProbe:
            httpGet:
              path: /
              port: 8080
            periodSeconds: 5
---
apiVersion: v1
kind: Namespace
metadata:
  name: news
---
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: news
spec:
  selector:
    app: news
  ports:
    - port: 80
      targetPort: 8080
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: news
spec:
  replicas: 2
  selector:
    matchLabels:
      app: news
  template:
    metadata:
      labels:
        app: news
    spec:
      containers:
        - name: web
          image: gasbugs/http-go
          readinessProbe:
            httpGet:
              path: /
              port: 80
            periodSeconds: 5
---
apiVersion: v1
kind: Namespace
metadata:
  name: pay
---
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: pay
spec:
  selector:
    app: pay
  ports:
    - port: 8080
      targetPort: 8080
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: pay
spec:
  replicas: 2
  selector:
    matchLabels:
      app: pay
  template:
    metadata:
      labels:
        app: pay
    spec:
      containers:
        - name: web
          image: gasbugs/http-go
          readinessProbe:
            httpGet:
              path: /
              port: 8080
            periodSeconds: 5
---
apiVersion: v1
kind: Namespace
metadata:
  name: shop
---
apiVersion: v1
kind: Service
metadata:
  name: web
  namespace: shop
spec:
  selector:
    app: shop
  ports:
    - port: 80
      targetPort: 8080
---
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
  namespace: shop
spec:
  replicas: 2
  selector:
    matchLabels:
      app: shop
  template:
    metadata:
      labels:
        app: shop
    spec:
      containers:
        - name: web
          image: gasbugs/http-go
          readinessProbe:
            httpGet:
              path: /
              port: 8080
            periodSeconds: 5
        - name: admin
          image: hashicorp/http-echo
          args: [-listen=:9090, -text=admin]
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: web-only
  namespace: shop
spec:
  podSelector:
    matchLabels:
      app: shop
  policyTypes: [Ingress]
  ingress:
    - ports:
        - protocol: TCP
          port: 80
END
for team in mail maps pay shop; do kubectl -n $team rollout status deployment web; done
kubectl run client --image=busybox -- sleep 1000000000
kubectl wait --for=condition=Ready pod/client
