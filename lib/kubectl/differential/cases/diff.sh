# What would change: diff
cat > web.yaml <<'YAML'
apiVersion: v1
kind: Service
metadata: {name: web, labels: {app: web}}
spec:
  selector: {run: web}
  ports: [{name: http, port: 80, targetPort: 8080}]
YAML
cat > changed.yaml <<'YAML'
apiVersion: v1
kind: Service
metadata: {name: web, labels: {app: web, tier: front}}
spec:
  selector: {run: web}
  sessionAffinity: ClientIP
  ports: [{name: http, port: 8080, targetPort: 8080}, {name: https, port: 443}]
YAML
cat > deploy.yaml <<'YAML'
apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 2
  selector: {matchLabels: {run: web}}
  template:
    metadata: {labels: {run: web}}
    spec:
      containers: [{name: web, image: nginx}]
YAML
cat > secret.yaml <<'YAML'
apiVersion: v1
kind: Secret
metadata: {name: key}
stringData: {user: admin, password: old, same: same}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: page}
data:
  index.html: |
    one
    two
    three
    four
    five
    six
    seven
    eight
    nine
    ten
    eleven
    twelve
YAML
cat > secret2.yaml <<'YAML'
apiVersion: v1
kind: Secret
metadata: {name: key}
data: {user: YWRtaW4=, password: bmV3, same: c2FtZQ==, fresh: eA==}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: page}
data:
  index.html: |
    zero
    one
    two
    three
    four
    five
    six
    seven
    eight
    nine
    ten
    twelve
  other: x
YAML
cat > invalid.yaml <<'YAML'
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selector: {run: web}
  ports: [{port: 0}]
YAML
cat > unknown.yaml <<'YAML'
apiVersion: v1
kind: Service
metadata: {name: web}
spec:
  selectr: {run: web}
  ports: [{port: 80}]
YAML
cat > gen.yaml <<'YAML'
apiVersion: v1
kind: ConfigMap
metadata: {generateName: page-}
YAML
cat > nokind.yaml <<'YAML'
apiVersion: v2
kind: Nope
metadata: {name: x}
YAML
cat > node.yaml <<'YAML'
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {team: a}}
YAML
kubectl diff
kubectl diff extra
kubectl diff -f nope.yaml
kubectl diff -f web.yaml
kubectl diff -f node.yaml
kubectl apply -f web.yaml
kubectl diff -f web.yaml
kubectl diff -f changed.yaml
kubectl diff -f changed.yaml --server-side
kubectl diff -f changed.yaml --server-side --force-conflicts
kubectl diff -f changed.yaml --force-conflicts
kubectl diff -f changed.yaml --field-manager=me
kubectl diff -f changed.yaml --show-managed-fields=maybe
kubectl diff -f changed.yaml -l app=other
kubectl diff -f changed.yaml -l app=web -n kube-system
kubectl diff -f changed.yaml -n default
kubectl apply -f secret.yaml
kubectl diff -f secret.yaml
kubectl diff -f secret2.yaml
kubectl create secret generic fresh --from-literal=a=b --dry-run=client -o yaml | kubectl diff -f -
kubectl diff -f deploy.yaml -f web.yaml
kubectl apply -f deploy.yaml
sleep 20
kubectl diff -f deploy.yaml
sed 's/replicas: 2/replicas: 5/; s/nginx/nginx:1.27/' deploy.yaml | kubectl diff -f -
sed 's/run: web/run: other/' deploy.yaml | kubectl diff -f -
kubectl scale deploy web --replicas=4
kubectl diff -f deploy.yaml
kubectl diff -f deploy.yaml -f changed.yaml
kubectl diff -f invalid.yaml
kubectl diff -f unknown.yaml
kubectl diff -f gen.yaml
kubectl diff -f nokind.yaml
kubectl diff -f web.yaml -f nope.yaml
KUBECTL_EXTERNAL_DIFF="diff -u0 -N" kubectl diff -f changed.yaml
KUBECTL_EXTERNAL_DIFF="diff -N" kubectl diff -f changed.yaml
KUBECTL_EXTERNAL_DIFF="diff -rq" kubectl diff -f changed.yaml
KUBECTL_EXTERNAL_DIFF="nosuchdiff" kubectl diff -f changed.yaml
KUBECTL_EXTERNAL_DIFF="true" kubectl diff -f changed.yaml
KUBECTL_EXTERNAL_DIFF="ls" kubectl diff -f changed.yaml
kubectl diff -f changed.yaml --prune
kubectl diff -f changed.yaml --prune --all
kubectl diff -f changed.yaml --concurrency=4
kubectl diff -f changed.yaml -o yaml
kubectl label svc web extra=1
kubectl annotate svc web note=1
kubectl diff -f web.yaml
kubectl delete svc web
kubectl create service clusterip web --tcp=80
kubectl diff -f web.yaml
kubectl diff -R -f .
