# Deleting, and what is said when there is nothing to delete
kubectl create deployment web --image=nginx --replicas=2
kubectl create deployment db --image=nginx
kubectl expose deploy web --port=80
kubectl run one --image=nginx
kubectl run two --image=nginx --labels=team=a
sleep 5
kubectl delete
kubectl delete pods
kubectl delete pod nope
kubectl delete pod nope --ignore-not-found
kubectl delete nope web
kubectl delete deploy/nope svc/nope
kubectl delete svc web --dry-run=client
kubectl delete svc web --dry-run=server
kubectl delete svc web --dry-run=client -o name
kubectl delete svc web -o yaml
kubectl delete svc web -o name
kubectl delete svc web
kubectl delete pod one --grace-period=0 # time moves
kubectl delete pod one --force --grace-period=5
kubectl delete pod two --force # time moves
kubectl delete pod two --now --grace-period=3
kubectl delete pod one --wait=false
kubectl get pods -l run
kubectl delete pods --all web
kubectl delete pods -l app=web --all
kubectl delete pods web -l app=web
kubectl delete pods -l app=nope
kubectl delete deploy --all --wait=false -n kube-public
kubectl delete deploy db --cascade=orphan # time moves
kubectl get rs,pods
kubectl delete deploy web --cascade=nope
kubectl delete deploy web --cascade=foreground --wait=false
kubectl get deploy
sleep 40
kubectl get all
kubectl delete rs,pods --all --wait=false
kubectl delete pod --all-namespaces
kubectl delete pods --all -A --wait=false
kubectl delete ns nope
kubectl create ns team
kubectl delete ns team --wait=false
kubectl get ns
sleep 10
kubectl get ns
kubectl delete svc kubernetes
sleep 1
kubectl get svc
kubectl delete -f nope.yaml
cat > svc.yaml <<'EOF'
apiVersion: v1
kind: Service
metadata:
  name: front
spec:
  ports:
  - port: 80
---
apiVersion: v1
kind: ConfigMap
metadata:
  name: settings
data:
  a: "1"
EOF
kubectl create -f svc.yaml
kubectl delete -f svc.yaml
kubectl delete -f svc.yaml
kubectl delete -f svc.yaml --ignore-not-found
kubectl create -f svc.yaml
kubectl delete svc/front cm/settings
kubectl delete svc front cm settings
kubectl delete --all
kubectl delete all
kubectl delete pods --field-selector=status.phase=Failed
kubectl delete all --all
kubectl delete nodes nope
kubectl delete pods/a services b
kubectl delete pod one --timeout=x
kubectl delete pod one --grace-period=x
kubectl delete svc kubernetes --force=maybe
