# apply, replace, diff and edit of manifests, and everything that can be wrong with one
cat > web.yaml <<'EOF'
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  replicas: 1
  selector:
    matchLabels:
      app: web
  template:
    metadata:
      labels:
        app: web
    spec:
      containers:
      - name: web
        image: nginx:1.26
        ports:
        - containerPort: 80
---
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  selector:
    app: web
  ports:
  - port: 80
EOF
kubectl apply
kubectl apply -f nope.yaml
kubectl apply -f web.yaml --dry-run=client
kubectl apply -f web.yaml --dry-run=server
kubectl apply -f web.yaml
kubectl apply -f web.yaml
kubectl get svc web -o yaml
kubectl apply view-last-applied svc web
cat > web2.yaml <<'EOF'
apiVersion: v1
kind: Service
metadata:
  name: web
  labels:
    tier: front
spec:
  selector:
    app: web
  sessionAffinity: ClientIP
  ports:
  - port: 80
    targetPort: 8080
    name: http
EOF
kubectl diff -f web.yaml
kubectl apply -f web2.yaml --dry-run=server
kubectl apply -f web2.yaml --dry-run=client
kubectl apply -f web2.yaml
kubectl get svc web -o jsonpath='{.spec.ports} {.spec.sessionAffinity}'
kubectl apply -f web2.yaml -o yaml
kubectl apply -f web2.yaml -o name
kubectl apply -f web2.yaml -o json
kubectl apply -f web.yaml -l app=nope
kubectl apply -f web.yaml -n other
kubectl apply -f web.yaml -f web2.yaml
kubectl apply -f .
cat web.yaml | kubectl apply -f -
kubectl apply -f https://example.invalid/x.yaml --dry-run=maybe
kubectl create svc clusterip made --tcp=80
kubectl get svc made -o yaml | kubectl apply -f -
kubectl replace -f web2.yaml
kubectl replace -f nope.yaml
kubectl replace -f web.yaml --force --grace-period=0 # time moves
cat > broken.yaml <<'EOF'
apiVersion: v1
kind: Service
metadata:
  name: web
spec:
  ports:
	- port: 80
EOF
kubectl apply -f broken.yaml
kubectl create -f broken.yaml
cat > indent.yaml <<'EOF'
apiVersion: v1
kind: Service
metadata:
  name: web
 spec:
  ports:
  - port: 80
EOF
kubectl apply -f indent.yaml
cat > colon.yaml <<'EOF'
apiVersion: v1
kind: Service
metadata
  name: web
EOF
kubectl apply -f colon.yaml
cat > kind.yaml <<'EOF'
apiVersion: v1
kind: Servce
metadata:
  name: web
EOF
kubectl apply -f kind.yaml
cat > nokind.yaml <<'EOF'
apiVersion: v1
metadata:
  name: web
EOF
kubectl apply -f nokind.yaml
cat > noversion.yaml <<'EOF'
kind: Service
metadata:
  name: web
EOF
kubectl apply -f noversion.yaml
cat > group.yaml <<'EOF'
apiVersion: v1
kind: Deployment
metadata:
  name: web
EOF
kubectl apply -f group.yaml
cat > noname.yaml <<'EOF'
apiVersion: v1
kind: Service
metadata: {}
spec:
  ports:
  - port: 80
EOF
kubectl apply -f noname.yaml
kubectl create -f noname.yaml
cat > unknown.yaml <<'EOF'
apiVersion: v1
kind: Service
metadata:
  name: unknown
  lables: {}
spec:
  selectr:
    app: web
  ports:
  - port: 80
    targetport: 8080
EOF
kubectl apply -f unknown.yaml
kubectl create -f unknown.yaml
kubectl apply -f unknown.yaml --validate=warn
kubectl apply -f unknown.yaml --validate=false
kubectl apply -f unknown.yaml --validate=nope
cat > types.yaml <<'EOF'
apiVersion: v1
kind: Service
metadata:
  name: types
spec:
  ports:
  - port: "80"
  sessionAffinity: 1
EOF
kubectl apply -f types.yaml
kubectl create -f types.yaml --validate=false
cat > invalid.yaml <<'EOF'
apiVersion: v1
kind: Service
metadata:
  name: Bad_Name
spec:
  type: Nope
  sessionAffinity: Clientip
  ports:
  - port: 0
  - port: 70000
    protocol: HTTP
EOF
kubectl apply -f invalid.yaml
cat > nodeport.yaml <<'EOF'
apiVersion: v1
kind: Service
metadata:
  name: np
spec:
  type: NodePort
  ports:
  - port: 80
    nodePort: 8081
EOF
kubectl create -f nodeport.yaml
cat > multi.yaml <<'EOF'
apiVersion: v1
kind: Service
metadata:
  name: multi
spec:
  ports:
  - port: 80
  - port: 443
EOF
kubectl create -f multi.yaml
cat > dup.yaml <<'EOF'
apiVersion: v1
kind: Service
metadata:
  name: dup
  name: dup2
spec:
  ports:
  - port: 80
EOF
kubectl create -f dup.yaml
cat > mixed.yaml <<'EOF'
apiVersion: v1
kind: ConfigMap
metadata:
  name: good
---
apiVersion: v1
kind: Nope
metadata:
  name: bad
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: good2
EOF
kubectl apply -f mixed.yaml
kubectl create -f mixed.yaml
kubectl get cm
cat > empty.yaml <<'EOF'
EOF
kubectl apply -f empty.yaml
cat > comments.yaml <<'EOF'
# nothing
---
---
EOF
kubectl apply -f comments.yaml
cat > bad.json <<'EOF'
{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "x"},}
EOF
kubectl apply -f bad.json
cat > good.json <<'EOF'
{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "fromjson"}, "spec": {"ports": [{"port": 80}]}}
EOF
kubectl apply -f good.json
cat > list.yaml <<'EOF'
apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: ConfigMap
  metadata:
    name: l1
- apiVersion: v1
  kind: ConfigMap
  metadata:
    name: l2
EOF
kubectl apply -f list.yaml
kubectl delete -f list.yaml
cat > scalar.yaml <<'EOF'
hello
EOF
kubectl apply -f scalar.yaml
cat > seq.yaml <<'EOF'
- a
- b
EOF
kubectl apply -f seq.yaml
cat > quote.yaml <<'EOF'
apiVersion: v1
kind: ConfigMap
metadata:
  name: "quote
data:
  a: b
EOF
kubectl apply -f quote.yaml
cat > brace.yaml <<'EOF'
apiVersion: v1
kind: ConfigMap
metadata: {name: brace
data:
  a: b
EOF
kubectl apply -f brace.yaml
cat > anchor.yaml <<'EOF'
apiVersion: v1
kind: ConfigMap
metadata:
  name: *nope
EOF
kubectl apply -f anchor.yaml
cat > folder/one.yaml <<'EOF'
apiVersion: v1
kind: ConfigMap
metadata:
  name: in-folder
EOF
cat > folder/deep/two.yaml <<'EOF'
apiVersion: v1
kind: ConfigMap
metadata:
  name: deep
EOF
kubectl apply -f folder
kubectl apply -f folder -R
kubectl delete -f folder -R
cat > immutable.yaml <<'EOF'
apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels:
      run: web
  template:
    metadata:
      labels:
        run: web
    spec:
      containers:
      - name: web
        image: nginx
EOF
kubectl apply -f immutable.yaml
cat > nomatch.yaml <<'EOF'
apiVersion: apps/v1
kind: Deployment
metadata:
  name: nomatch
spec:
  selector:
    matchLabels:
      app: a
  template:
    metadata:
      labels:
        app: b
    spec:
      containers:
      - name: web
        image: nginx
EOF
kubectl apply -f nomatch.yaml
cat > pod.yaml <<'EOF'
apiVersion: v1
kind: Pod
metadata:
  name: p
spec:
  containers:
  - image: nginx
EOF
kubectl apply -f pod.yaml
kubectl apply -f web.yaml --server-side
kubectl apply -f good.json --force
kubectl apply -f web.yaml --prune
kubectl apply -f web.yaml --nope
kubectl apply web.yaml
