# Nodes and their keeping: cordon, uncordon, drain, taint, top
cat > things.yaml <<'YAML'
apiVersion: apps/v1
kind: DaemonSet
metadata: {name: agent}
spec:
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec:
      tolerations: [{operator: Exists}]
      containers: [{name: agent, image: nginx}]
---
apiVersion: apps/v1
kind: StatefulSet
metadata: {name: web}
spec:
  serviceName: web
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      nodeSelector: {kubernetes.io/os: linux}
      containers: [{name: web, image: nginx}]
---
apiVersion: v1
kind: Pod
metadata: {name: solo, labels: {run: solo}}
spec: {nodeName: node-1, containers: [{name: solo, image: nginx}]}
---
apiVersion: v1
kind: Pod
metadata: {name: bare}
spec: {nodeName: node-1, containers: [{name: bare, image: nginx}]}
---
apiVersion: v1
kind: Pod
metadata: {name: scratch}
spec:
  nodeName: node-1
  volumes: [{name: cache, emptyDir: {}}]
  containers: [{name: scratch, image: nginx, volumeMounts: [{name: cache, mountPath: /cache}]}]
YAML
kubectl get nodes
kubectl get nodes --show-labels
kubectl get pods -A -o wide
kubectl apply -f things.yaml
sleep 30
kubectl cordon
kubectl cordon nope
kubectl cordon node-1 nope
kubectl cordon node-1
kubectl cordon node-1
kubectl cordon node/node-1 node-2 --dry-run=client
kubectl cordon node-2 --dry-run=server
kubectl cordon pod/bare
kubectl cordon -l nope=x
kubectl cordon node-1 -l nope=x
kubectl cordon --selector kubernetes.io/hostname=node-2
kubectl get nodes
kubectl describe node node-1
kubectl uncordon
kubectl uncordon node-3
kubectl uncordon node-2 --dry-run=client
kubectl uncordon node-2
kubectl uncordon node-1 node-2
kubectl uncordon --nope
kubectl uncordon node-1 --dry-run=maybe
kubectl drain
kubectl drain nope
kubectl drain node-1 --force --delete-emptydir-data
kubectl get nodes
kubectl drain node-1 --ignore-daemonsets --force
kubectl drain node-1 --ignore-daemonsets --delete-emptydir-data
kubectl drain node-1 --pod-selector=run=solo --dry-run=client
kubectl drain node-1 --pod-selector=run=solo --force --dry-run=client
kubectl drain node-1 --pod-selector=run=solo --force --dry-run=server
kubectl drain node-1 --pod-selector='run!=solo,!app' --delete-emptydir-data --force --dry-run=client
kubectl drain node-1 --pod-selector='app in (' --dry-run=client
kubectl get pods
kubectl drain node-1 --pod-selector=run=solo --force --grace-period=0 # time moves
kubectl get pods
kubectl delete pod bare scratch --now # time moves
kubectl get pods -o wide
kubectl drain node-1 --ignore-daemonsets # time moves
kubectl uncordon node-1
kubectl drain node-2 --ignore-daemonsets --disable-eviction --timeout=90s # time moves
kubectl drain node-3 --ignore-daemonsets --timeout=90s | sort # time moves
kubectl get pods -o custom-columns=NAME:.metadata.name,NODE:.spec.nodeName
kubectl drain node-2 --ignore-daemonsets --delete-local-data
kubectl drain node-2 node-3 --ignore-daemonsets --dry-run=client
kubectl drain node-3 --ignore-daemonsets --dry-run=maybe
kubectl drain -l kubernetes.io/hostname=node-2 --ignore-daemonsets
kubectl drain node-2 -l kubernetes.io/hostname=node-2
kubectl uncordon node-2
kubectl uncordon -l kubernetes.io/os=linux
kubectl get nodes
kubectl taint
kubectl taint nodes
kubectl taint nodes node-1
kubectl taint nodes a=b:NoSchedule
kubectl taint nodes --all -l x=y a=b:NoSchedule
kubectl taint nodes a-
kubectl taint nodes node-1 a:b:c
kubectl taint nodes node-1 a=b=c:NoSchedule
kubectl taint nodes node-1 a=b-
kubectl taint node-1 a=b:NoSchedule
kubectl taint pods bare a=b:NoSchedule
kubectl taint nodes node-1 a=b
kubectl taint nodes node-1 a=b:Nope
kubectl taint nodes node-1 a=b:
kubectl taint nodes node-1 =b:NoSchedule
kubectl taint nodes node-1 -a=b:NoSchedule
kubectl taint nodes node-1 a/b/c=b:NoSchedule
kubectl taint nodes node-1 a=b/c:NoSchedule
kubectl taint nodes node-1 a=b:NoSchedule
kubectl taint nodes node-1 a=b:NoSchedule
kubectl taint nodes node-1 a=c:NoSchedule
kubectl taint nodes node-1 a=c:NoSchedule --overwrite
kubectl taint nodes node-1 a=c:NoExecute b:PreferNoSchedule
kubectl taint nodes node-1 a=b:NoSchedule a=c:NoSchedule
kubectl taint nodes node-1 c=d:NoSchedule c:NoSchedule-
kubectl taint nodes node-1 nope-
kubectl taint nodes node-1 nope:NoSchedule-
kubectl taint nodes node-1 a:NoExecute-
kubectl get node node-1 -o jsonpath='{.spec.taints}'
kubectl taint nodes node-1 a- --dry-run=client
kubectl taint nodes node-1 a- --dry-run=server
kubectl taint nodes node-1 a-
kubectl taint nodes node-1 b- -o name
kubectl taint nodes --all d=e:NoSchedule
kubectl taint nodes -l kubernetes.io/hostname=node-2 d-
kubectl taint nodes node-1 --all d-
kubectl taint nodes --all d-
kubectl taint nodes nope a=b:NoSchedule
kubectl taint node node-1 node-2 x=y:PreferNoSchedule -o jsonpath='{.metadata.name}{.spec.taints}' --dry-run=client
kubectl taint node/node-1 x=y:PreferNoSchedule
kubectl taint nodes node-1 x=y:PreferNoSchedule extra
kubectl taint nodes node-1 x=y:PreferNoSchedule --validate=maybe
kubectl top
kubectl top nope
kubectl top nodes
kubectl top node node-1
kubectl top pods
kubectl top pod nope
kubectl top pod nope more
kubectl top pod --containers --sort-by=cpu
kubectl top pod --sort-by=nope
kubectl top pod nope -l a=b
kubectl top node nope -l a=b
kubectl top node a b
kubectl top pod a b
kubectl top nodes --sort-by=nope
kubectl top node a b --sort-by=nope
kubectl top pod -A --sum
