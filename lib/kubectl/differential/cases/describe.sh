# Describe of every kind
kubectl describe
kubectl describe nope
kubectl describe node node-1
kubectl describe ns default
kubectl describe svc kubernetes
kubectl describe ep kubernetes
kubectl describe endpointslices kubernetes
kubectl describe sa default
kubectl create deployment web --image=nginx:1.27 --replicas=2 --port=80
kubectl expose deploy web --port=80 --name=front
kubectl expose deploy web --port=80 --name=node-front --type=NodePort
kubectl expose deploy web --port=80 --name=lb-front --type=LoadBalancer
kubectl create service externalname out --external-name=example.com
kubectl create service clusterip alone --tcp=80
kubectl create cm settings --from-literal=color=red
kubectl create cm verse --from-literal=lines=$'a\nb\n'
kubectl create secret generic keys --from-literal=user=admin
sleep 5
kubectl describe deploy web
kubectl describe rs
kubectl describe pods -l app=web
kubectl describe pods
kubectl describe svc front
kubectl describe svc node-front
kubectl describe svc lb-front
kubectl describe svc out
kubectl describe svc alone
kubectl describe svc
kubectl describe ep front
kubectl describe endpointslices -l kubernetes.io/service-name=front
kubectl describe cm settings verse
kubectl describe secret keys
kubectl describe cm kube-root-ca.crt
kubectl describe svc/front deploy/web
kubectl describe svc front nope
kubectl describe svc nope
kubectl describe svc fro
kubectl describe pod web
kubectl describe pods -l app=nope
kubectl describe deploy web --show-events=false
kubectl describe svc front --show-events=maybe
kubectl describe -f nope.yaml
kubectl describe svc -n nope
kubectl describe svc -A
kubectl run broken --image=gasbugs/nosuch:v9
kubectl run crash --image=busybox -- sh -c 'exit 3'
kubectl run env --image=nginx --env=A=1 --env=B=two --labels=a=b,c=d --port=80
cat > full.yaml <<'EOF'
apiVersion: v1
kind: Pod
metadata:
  name: full
  annotations:
    note: hello
spec:
  nodeSelector:
    kubernetes.io/os: linux
  containers:
  - name: main
    image: nginx
    command: ["sleep"]
    args: ["3600"]
    ports:
    - containerPort: 80
      name: http
    resources:
      requests:
        cpu: 100m
        memory: 64Mi
      limits:
        memory: 128Mi
    env:
    - name: COLOR
      valueFrom:
        configMapKeyRef:
          name: settings
          key: color
    - name: NODE
      valueFrom:
        fieldRef:
          fieldPath: spec.nodeName
    envFrom:
    - secretRef:
        name: keys
    readinessProbe:
      httpGet:
        path: /
        port: 80
      periodSeconds: 5
    livenessProbe:
      tcpSocket:
        port: http
    volumeMounts:
    - name: conf
      mountPath: /etc/conf
      readOnly: true
  - name: side
    image: busybox
    command: ["sleep", "3600"]
    readinessProbe:
      exec:
        command: ["true"]
  initContainers:
  - name: init
    image: busybox
    command: ["true"]
  volumes:
  - name: conf
    configMap:
      name: settings
  - name: tmp
    emptyDir: {}
  tolerations:
  - key: gpu
    operator: Exists
    effect: NoSchedule
EOF
kubectl create -f full.yaml
sleep 25
kubectl describe pod broken
kubectl describe pod crash
kubectl describe pod env
kubectl describe pod full
kubectl get pods
kubectl get events --sort-by=.metadata.name -o name
cat > more.yaml <<'EOF'
apiVersion: v1
kind: Service
metadata:
  name: sticky
  labels:
    app: web
    tier: front
  annotations:
    a: "1"
    b: "2"
spec:
  type: NodePort
  externalTrafficPolicy: Local
  sessionAffinity: ClientIP
  selector:
    app: web
    tier: front
  ports:
  - name: http
    port: 80
    targetPort: http
    nodePort: 30001
  - name: dns
    port: 53
    protocol: UDP
---
apiVersion: v1
kind: Service
metadata:
  name: headless
spec:
  clusterIP: None
  selector:
    app: web
  ports:
  - port: 80
---
apiVersion: v1
kind: Service
metadata:
  name: outside
spec:
  externalIPs:
  - 1.2.3.4
  ports:
  - port: 80
---
apiVersion: v1
kind: Endpoints
metadata:
  name: outside
subsets:
- addresses:
  - ip: 9.9.9.9
  - ip: 8.8.8.8
  notReadyAddresses:
  - ip: 7.7.7.7
  ports:
  - port: 80
    name: http
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata:
  name: by-hand
  labels:
    kubernetes.io/service-name: alone
addressType: IPv4
ports:
- name: ""
  port: 80
  protocol: TCP
endpoints:
- addresses: ["5.5.5.5"]
  conditions:
    ready: true
  hostname: five
---
apiVersion: networking.k8s.io/v1
kind: Ingress
metadata:
  name: door
spec:
  rules:
  - host: example.com
    http:
      paths:
      - path: /
        pathType: Prefix
        backend:
          service:
            name: front
            port:
              number: 80
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata:
  name: closed
spec:
  podSelector:
    matchLabels:
      app: web
  policyTypes: [Ingress]
  ingress:
  - from:
    - podSelector:
        matchLabels:
          role: client
    ports:
    - port: 80
---
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: db
spec:
  serviceName: headless
  replicas: 2
  selector:
    matchLabels:
      app: db
  template:
    metadata:
      labels:
        app: db
    spec:
      containers:
      - name: db
        image: nginx
---
apiVersion: apps/v1
kind: DaemonSet
metadata:
  name: agent
spec:
  selector:
    matchLabels:
      app: agent
  template:
    metadata:
      labels:
        app: agent
    spec:
      containers:
      - name: agent
        image: busybox
        command: ["sleep", "3600"]
EOF
kubectl apply -f more.yaml
sleep 10
kubectl describe svc sticky headless outside alone
kubectl describe ep outside
kubectl describe endpointslice by-hand
kubectl describe ingress door
kubectl describe netpol closed
kubectl describe sts db
kubectl describe ds agent
kubectl get svc,ep,endpointslices,ingress,netpol,sts,ds
kubectl get svc,ep,endpointslices,ingress,netpol,sts,ds -o wide
kubectl describe nodes
