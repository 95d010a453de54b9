# Good and bad documents together, files, folders
cat > mixed1.yaml <<'YAML'
apiVersion: v1
kind: ConfigMap
metadata: {name: one}
---
apiVersion: v1
kind: Nope
metadata: {name: two}
---
apiVersion: v1
kind: Service
metadata: {name: Bad_Name}
spec: {ports: [{port: 80}]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: one}
---
apiVersion: apps/v2
kind: Deployment
metadata: {name: three}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: four}
data: {x: 1}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: five, namespace: nowhere}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: six}
dta: {}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: seven}
YAML
cat > broken.yaml <<'YAML'
apiVersion: v1
kind: ConfigMap
metadata: {name: before}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: [}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: after}
YAML
cat > nokind.yaml <<'YAML'
apiVersion: v1
kind: ConfigMap
metadata: {name: n1}
---
metadata: {name: n2}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: n3}
YAML
cat > dir/a.yaml <<'YAML'
apiVersion: v1
kind: ConfigMap
metadata: {name: dir-a}
YAML
cat > dir/b.json <<'JSON'
{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "dir-b"}}
{"apiVersion": "v1", "kind": "ConfigMap", "metadata": {"name": "dir-b2"}}
JSON
cat > dir/notes.txt <<'TXT'
no manifest
TXT
cat > dir/sub/c.yml <<'YAML'
apiVersion: v1
kind: ConfigMap
metadata: {name: dir-c}
YAML
cat > dir/sub/deep/d.yaml <<'YAML'
apiVersion: v1
kind: Nope
metadata: {name: dir-d}
YAML
cat > list.yaml <<'YAML'
apiVersion: v1
kind: List
items:
- apiVersion: v1
  kind: ConfigMap
  metadata: {name: l1}
- apiVersion: v1
  kind: Nope
  metadata: {name: l2}
- apiVersion: v1
  kind: ConfigMap
  metadata: {name: l3}
YAML
cat > empty.yaml <<'YAML'
# nothing
---
---
YAML
cat > text/only.txt <<'TXT'
no manifest
TXT
kubectl create -f mixed1.yaml
kubectl get cm
kubectl create -f mixed1.yaml --validate=false
kubectl apply -f mixed1.yaml
kubectl delete -f mixed1.yaml
kubectl get cm
kubectl apply -f mixed1.yaml --validate=warn
kubectl replace -f mixed1.yaml
kubectl get -f mixed1.yaml
kubectl label -f mixed1.yaml a=b
kubectl describe -f mixed1.yaml
kubectl delete -f mixed1.yaml --ignore-not-found
kubectl create -f broken.yaml
kubectl apply -f broken.yaml
kubectl get -f broken.yaml
kubectl delete -f broken.yaml
kubectl create -f nokind.yaml
kubectl create -f nokind.yaml --validate=false
kubectl delete -f nokind.yaml
kubectl create -f empty.yaml
kubectl apply -f empty.yaml
kubectl delete -f empty.yaml
kubectl get -f empty.yaml
kubectl create -f list.yaml
kubectl apply -f list.yaml
kubectl delete -f list.yaml
kubectl create -f dir
kubectl create -f dir -R
kubectl create -f dir/ --recursive
kubectl delete -f dir -R
kubectl create -f dir -f list.yaml
kubectl create -f dir/a.yaml,dir/b.json
kubectl delete -f dir -f dir/sub
kubectl create -f nope.yaml -f dir
kubectl create -f dir -f nope.yaml
kubectl create -f 'dir/*.yaml'
kubectl create -f 'dir/*.nope'
kubectl create -f text
kubectl create -f dir/notes.txt
kubectl apply -f dir -f text
kubectl apply -f dir -R -o name
kubectl apply -f dir -R -o yaml
kubectl get -f dir -R -o name
kubectl get -f dir -o json
kubectl diff -f dir -R
kubectl create -f - -f dir < dir/a.yaml
kubectl create -f - < empty.yaml
kubectl create -f ''
kubectl apply -f -
kubectl create -f dir --dry-run=client -o name
kubectl create -f dir --dry-run=server
kubectl create -f mixed1.yaml --dry-run=server
kubectl create -f mixed1.yaml --dry-run=client
kubectl create -f mixed1.yaml -n nowhere
kubectl create -f mixed1.yaml -n default
kubectl create -f mixed1.yaml -l a=b
