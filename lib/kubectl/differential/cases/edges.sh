# what people trip over: ports with two protocols, lists that are merged, kinds that kubectl knows and the command does not take
cat > dns.yaml <<'YAML'
apiVersion: v1
kind: Pod
metadata: {name: dns, labels: {a: b}}
spec:
  initContainers:
  - {name: side, image: nginx, restartPolicy: Always, ports: [{name: admin, containerPort: 80}]}
  containers:
  - name: c
    image: busybox
    command: [sleep, 1d]
    ports: [{containerPort: 53, protocol: TCP}, {containerPort: 53, protocol: UDP}, {containerPort: 9153}]
---
apiVersion: v1
kind: Pod
metadata: {name: dns-2, labels: {a: b}}
spec:
  containers:
  - name: c
    image: busybox
    command: [sleep, 1d]
    ports: [{containerPort: 53, protocol: TCP}, {containerPort: 53, protocol: UDP}]
YAML
kubectl apply -f dns.yaml
kubectl expose pod dns --dry-run=client -o yaml
kubectl expose pod dns --name=one --port=53 --dry-run=client -o yaml
kubectl expose pod dns --name=udp --port=53 --protocol=UDP --dry-run=client -o yaml
kubectl expose pod dns --name=flag --port=53,9153 --dry-run=client -o yaml
kubectl expose pod dns-2 --target-port=5353 --dry-run=client -o yaml
kubectl expose pod dns-2
kubectl expose service dns-2 --name=again --dry-run=client -o yaml
kubectl get service dns-2 -o jsonpath='{.spec.ports}'
kubectl wait --for=condition=Ready pod/dns pod/dns-2 # time moves
kubectl exec -f dns.yaml -- hostname
kubectl attach nothing
kubectl exec pod/dns -c side -- hostname
cat > small.yaml <<'YAML'
apiVersion: v1
kind: service
metadata: {name: small}
spec: {ports: [{port: 80}]}
YAML
kubectl apply -f small.yaml
kubectl create -f small.yaml
kubectl create -f small.yaml --validate=false
kubectl replace -f small.yaml
kubectl delete -f small.yaml
kubectl get -f small.yaml
kubectl expose -f small.yaml
kubectl exec -f small.yaml -- hostname
kubectl rollout status -f small.yaml
kubectl set image -f small.yaml a=b
kubectl set selector -f small.yaml a=b
kubectl label -f small.yaml a=b
kubectl scale -f small.yaml --replicas=2
cat > job.yaml <<'YAML'
apiVersion: batch/v1
kind: Job
metadata: {name: a}
YAML
kubectl rollout status -f job.yaml
kubectl rollout restart -f job.yaml
kubectl rollout history -f job.yaml
kubectl rollout undo -f job.yaml
kubectl rollout pause -f job.yaml
kubectl exec -f job.yaml -- hostname
kubectl set image -f job.yaml a=b
kubectl set selector -f job.yaml a=b
kubectl get -f job.yaml
cat > foreign.yaml <<'YAML'
apiVersion: example.com/v1
kind: Widget
metadata: {name: a}
YAML
kubectl rollout status -f foreign.yaml
kubectl rollout restart -f foreign.yaml
kubectl exec -f foreign.yaml -- hostname
kubectl set image -f foreign.yaml a=b
kubectl set selector -f foreign.yaml a=b
kubectl get -f foreign.yaml
cat > two.yaml <<'YAML'
apiVersion: v1
kind: Service
metadata: {name: two}
spec: {selector: {a: b}, ports: [{name: tcp, port: 53, protocol: TCP}, {name: udp, port: 53, protocol: UDP}, {name: metrics, port: 9153}]}
YAML
kubectl apply -f two.yaml
kubectl apply -f two.yaml
cat > two.yaml <<'YAML'
apiVersion: v1
kind: Service
metadata: {name: two}
spec: {selector: {a: b}, ports: [{name: tcp, port: 53, protocol: TCP}, {name: dns, port: 53, protocol: UDP}]}
YAML
kubectl diff -f two.yaml
kubectl apply -f two.yaml
kubectl get service two -o jsonpath='{.spec.ports}'
cat > two.yaml <<'YAML'
apiVersion: v1
kind: Service
metadata: {name: two}
spec: {selector: {a: b}, ports: [{name: dns, port: 53, protocol: UDP}]}
YAML
kubectl apply -f two.yaml
kubectl get service two -o jsonpath='{.spec.ports}'
cat > two.yaml <<'YAML'
apiVersion: v1
kind: Service
metadata: {name: two}
spec: {selector: {a: b}, ports: [{name: dns, port: 54, protocol: UDP, targetPort: 53}, {name: tcp, port: 53}]}
YAML
kubectl apply -f two.yaml
kubectl get service two -o jsonpath='{.spec.ports}'
cat > two.yaml <<'YAML'
apiVersion: v1
kind: Service
metadata: {name: two}
spec: {selector: {a: b}, ports: [{name: dns, port: 54, protocol: UDP, targetPort: 53}, {name: other, port: 80}, {name: tcp, port: 53}, {name: utp, port: 53, protocol: UDP}]}
YAML
kubectl apply -f two.yaml
kubectl get service two -o jsonpath='{.spec.ports}'
kubectl patch service two -p '{"spec":{"ports":[{"name":"last","port":90}]}}'
kubectl patch service two -p '{"spec":{"ports":[{"port":80,"$patch":"delete"}]}}'
kubectl get service two -o jsonpath='{.spec.ports}'
kubectl create deployment patch-demo --image=nginx
kubectl patch deployment patch-demo -p '{"spec":{"template":{"spec":{"containers":[{"name":"patch-demo-ctr-2","image":"redis"}]}}}}'
kubectl get deployment patch-demo -o jsonpath='{.spec.template.spec.containers[*].name}'
kubectl patch deployment patch-demo -p '{"metadata":{"finalizers":["example.com/a"]}}'
kubectl patch deployment patch-demo -p '{"metadata":{"finalizers":["example.com/b"]}}'
kubectl get deployment patch-demo -o jsonpath='{.metadata.finalizers}'
cat > demo.yaml <<'YAML'
apiVersion: apps/v1
kind: Deployment
metadata: {name: demo}
spec:
  selector: {matchLabels: {app: demo}}
  template:
    metadata: {labels: {app: demo}}
    spec: {containers: [{name: one, image: nginx}]}
YAML
kubectl apply -f demo.yaml
kubectl patch deployment demo -p '{"spec":{"template":{"spec":{"containers":[{"name":"injected","image":"busybox"}]}}}}'
kubectl apply -f demo.yaml
cat > demo.yaml <<'YAML'
apiVersion: apps/v1
kind: Deployment
metadata: {name: demo}
spec:
  selector: {matchLabels: {app: demo}}
  template:
    metadata: {labels: {app: demo}}
    spec: {containers: [{name: zero, image: nginx}, {name: one, image: nginx}, {name: two, image: nginx}]}
YAML
kubectl apply -f demo.yaml
kubectl get deployment demo -o jsonpath='{.spec.template.spec.containers[*].name}'
kubectl set selector -f two.yaml a=c --local -o yaml
kubectl set selector -f two.yaml a=c --local --dry-run=server -o yaml
kubectl set selector service two a=c --local -o yaml
kubectl set selector -f two.yaml a=c --dry-run=client -o yaml
kubectl set selector -f demo.yaml a=c --local -o yaml
kubectl run said --image=busybox --restart=Never -- echo häuser
kubectl wait --for=jsonpath='{.status.phase}'=Succeeded pod/said # time moves
kubectl logs said --limit-bytes=3
kubectl logs said --limit-bytes=4
kubectl get endpoints nope
kubectl delete endpoints nope
kubectl describe endpoints nope
kubectl patch endpoints nope -p '{}'
kubectl label endpoints nope a=b
kubectl annotate endpoints --all a=b --dry-run=client
kubectl edit endpoints nope
kubectl get endpoints,services nope
kubectl get --raw /api/v1/namespaces/default/endpoints/nope
kubectl explain endpoints.kind
