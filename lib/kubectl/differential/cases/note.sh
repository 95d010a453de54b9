# The study note, part B and part D, with the slips it has
cat > http-go-deploy-v1.yml <<'EOF'
apiVersion: apps/v1
kind: Deployment
metadata:
  name: http-go
  labels:
    app: http-go
spec:
  replicas: 3
  selector:
    matchLabels:
      app: http-go
  template:
    metadata:
      labels:
        app: http-go
    spec:
      containers:
      - name: http-go
        image: gasbugs/http-go:v1
        ports:
        - containerPort: 8080
EOF
cat > http-go-svc.yaml <<'EOF'
apiVersion: v1
kind: Service
metadata:
  name: http-go-svc
spec:
  selector:
    run: http-go
  ports:
  - protocol: TCP
    port: 80
    targetPort: 8080
---
apiVersion: apps/v1
kind: Deployment
metadata:
  creationTimestamp: null
  labels:
    run: http-go
  name: http-go
spec:
  replicas: 1
  selector:
    matchLabels:
      run: http-go
  strategy: {}
  template:
    metadata:
      creationTimestamp: null
      labels:
        run: http-go
    spec:
      containers:
      - image: gasbugs/http-go
        name: http-go
        resources: {}
status: {}
EOF
cat > my-service-endpoints.yaml <<'EOF'
apiVersion: v1
kind: Service
metadata:
  name: my-service
spec:
  ports:
  - protocol: TCP
    port: 80
    targetPort: 80
---
apiVersion: v1
kind: Endpoints
metadata:
  name: my-service
subsets:
- addresses:
  - ip: 223.130.195.200
  - ip: 199.201.110.204
  ports:
  - port: 80
EOF
kubectl create -f http-go-deploy-v1.yml
sleep 5
kubectl get deploy,rs,pods
kubectl expose deploy http-go
kubectl expose deploy http-go
kubectl get svc http-go
kubectl create -f http-go-svc.yaml
kubectl describe svc http-go-svc
kubectl apply -f http-go-svc.yaml
kubectl delete deploy,svc http-go
kubectl delete svc http-go-svc
sleep 40
kubectl create -f http-go-svc.yaml
sleep 5
kubectl describe svc http-go-svc
kubectl scale deploy http-go --replicas=5
sleep 5
kubectl describe svc http-go-svc
kubectl get pods -o wide
kubectl run --it --rm --image=busybox --bash
kubectl run -it --rm --image=busybox --bash
kubectl run -it --rm --image=busybox
kubectl run -it --m --image=busybox bash
kubectl run -it --rm --image=busybox bash wget -O- -q 10.96.0.1
kubectl edit http-go-svc
kubectl get http-go-svc
kubectl describe http-go-svc
kubectl scale http-go --replicas=5
kubectl exec http-go -- curl my-service
kubectl exec http-go curl x
KUBE_EDITOR="sed -i s/sessionAffinity:.None/sessionAffinity:\\ Clientip/" kubectl edit svc http-go-svc
KUBE_EDITOR="sed -i s/sessionAffinity:.None/sessionAffinity:\\ ClientIP/" kubectl edit svc http-go-svc
KUBE_EDITOR=true kubectl edit svc http-go-svc
kubectl describe svc http-go-svc
KUBE_EDITOR="sed -i s/sessionAffinity:.ClientIP/sessionAffinity:\\ None/" kubectl edit svc http-go-svc
kubectl run my-service --image=gasbugs/http-go
kubectl apply -f my-service-endpoints.yaml
kubectl get svc,ep,endpointslices
kubectl describe svc my-service
kubectl describe ep my-service
kubectl get svc http-go-svc -o yaml
kubectl get endpointslices -o yaml
