# Errors of several objects, lists and manifests at once
kubectl create deployment web --image=nginx --replicas=2
kubectl create deployment db --image=nginx
kubectl expose deploy web --port=80
kubectl run one --image=nginx --labels=a=1
kubectl run two --image=nginx --labels=a=1
cat > mixed.yaml <<'EOF'
apiVersion: v1
kind: ConfigMap
metadata: {name: first, namespace: default}
---
apiVersion: v1
kind: Nope
metadata: {name: nope}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: elsewhere, namespace: other}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: last}
EOF
cat > missing.yaml <<'EOF'
apiVersion: v1
kind: ConfigMap
metadata: {name: gone}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: lost}
EOF
sleep 5
kubectl label pod one two a=2
kubectl label pod one nope a=2
kubectl annotate pod nope one x=y
kubectl cordon nope node-1 nowhere
kubectl drain nope nowhere
kubectl wait pod/one pod/nope pod/two --for=condition=Ready=false --timeout=0
kubectl wait -f missing.yaml --for=condition=Ready --timeout=0
kubectl taint node node-1 node-2 x- y-
kubectl taint node node-1 nope x-
kubectl set image deploy/web pod/one svc/web x=y
kubectl create -f mixed.yaml -n default
kubectl apply -f mixed.yaml -n default
kubectl apply -f mixed.yaml
kubectl replace -f mixed.yaml -n default
kubectl delete -f mixed.yaml -n default --wait=false
kubectl get -f mixed.yaml -n default
kubectl get -f missing.yaml
kubectl get -f missing.yaml -f mixed.yaml -o name
kubectl get pods one nope nowhere -o name
kubectl get pods --field-selector=x=y
kubectl get pods,svc --field-selector=x=y
kubectl get -f missing.yaml -w
kubectl describe -f mixed.yaml
kubectl describe pods,svc --field-selector=x=y
kubectl label pods --field-selector=x=y z=1
kubectl delete pods,svc --field-selector=x=y
kubectl scale --replicas=1 deploy/nope deploy/web
kubectl scale --replicas=1 -f mixed.yaml
kubectl rollout undo svc/web deploy/nope
kubectl rollout pause deploy/nope deploy/web svc/web
kubectl rollout resume deploy --field-selector=x
kubectl patch pod nope one nowhere -p '{"metadata":{"labels":{"x":"y"}}}'
kubectl apply view-last-applied deploy/nope deploy/web svc/nope
kubectl edit deploy/nope deploy/web deploy/nowhere
kubectl annotate -f mixed.yaml x=y -n default
kubectl diff -f missing.yaml -f mixed.yaml
