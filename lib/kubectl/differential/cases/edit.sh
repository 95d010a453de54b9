# Edit: several objects, merge keys, refusals, other editors
cat > web.yaml <<'YAML'
apiVersion: v1
kind: Service
metadata: {name: web, labels: {app: web}}
spec:
  selector: {run: web}
  ports: [{name: http, port: 80, targetPort: 8080}, {name: https, port: 443}]
---
apiVersion: v1
kind: ConfigMap
metadata: {name: page}
data: {index: hello}
YAML
cat > other.yaml <<'YAML'
apiVersion: v1
kind: Service
metadata: {name: other}
spec:
  selector: {run: other}
  ports: [{port: 80}]
YAML
cat > round.sh <<'SH'
sed -i "s/$1/$2/" $3
cat $3
SH
kubectl edit
KUBE_EDITOR=cat kubectl edit svc -o json
KUBE_EDITOR=cat kubectl edit svc nope
kubectl apply -f web.yaml
kubectl apply -f other.yaml
KUBE_EDITOR=true kubectl edit svc web
KUBE_EDITOR=cat kubectl edit svc web
KUBE_EDITOR=cat kubectl edit svc/web cm/page
KUBE_EDITOR=cat kubectl edit svc web -o json
KUBE_EDITOR=cat kubectl edit svc web -o nope
KUBE_EDITOR=cat kubectl edit -f web.yaml
KUBE_EDITOR=cat kubectl edit svc web --show-managed-fields=false
KUBE_EDITOR=false kubectl edit svc web
KUBE_EDITOR=nosucheditor kubectl edit svc web
EDITOR=cat kubectl edit cm page
KUBE_EDITOR="sed -i s/hello/goodbye/" EDITOR=false kubectl edit cm page
kubectl get cm page -o jsonpath='{.data}'
KUBE_EDITOR="sed -i s/goodbye/again/" kubectl edit cm page -o yaml
KUBE_EDITOR="sed -i s/again/more/" kubectl edit cm page -o name
KUBE_EDITOR="sed -i s/nothing/more/" kubectl edit cm page
KUBE_EDITOR="sed -i s/port:.80$/port:.81/" kubectl edit svc web other
kubectl get svc
KUBE_EDITOR="sed -i s/port:.443/port:.0/" kubectl edit svc web
KUBE_EDITOR="sed -i s/clusterIP:.*/clusterIP:\ 10.96.0.77/" kubectl edit svc web
KUBE_EDITOR="sed -i s/name:.web$/name:\ web9/" kubectl edit svc web
KUBE_EDITOR="sed -i s/kind:.Service/kind:\ Servic/" kubectl edit svc web
KUBE_EDITOR="sed -i s/apiVersion:.v1/apiVersion:\ v2/" kubectl edit svc web
KUBE_EDITOR="sed -i d" kubectl edit svc web
KUBE_EDITOR="sed -i s/sessionAffinity:/sesionAffinity:/" kubectl edit svc web
KUBE_EDITOR="sed -i s/sessionAffinity:/sesionAffinity:/" kubectl edit svc web --validate=false
KUBE_EDITOR="sed -i s/sessionAffinity:/sesionAffinity:/" kubectl edit svc web --validate=warn
KUBE_EDITOR="bash round.sh Service$ Servic" kubectl edit svc web
KUBE_EDITOR="bash round.sh 443$ 0" kubectl edit svc web
kubectl edit svc -l app=web
KUBE_EDITOR="sed -i s/port:.80$/port:.83/" kubectl edit svc web
KUBE_EDITOR="sed -i s/port:.83$/port:.84/" kubectl edit svc web --save-config
kubectl apply view-last-applied svc web
KUBE_EDITOR="sed -i s/port:.84$/port:.85/" kubectl edit svc web --output-patch
KUBE_EDITOR="sed -i s/port:.85$/port:.86/" kubectl edit svc web --field-manager=me
KUBE_EDITOR="sed -i s/port:.86$/port:.87/" kubectl edit svc web --subresource=status
KUBE_EDITOR=cat kubectl edit svc web --subresource=nope
KUBE_EDITOR="sed -i s/port:.86$/port:.88/" kubectl edit svc web --windows-line-endings
kubectl get svc web -o jsonpath="{.spec.ports[*].port}"
KUBE_EDITOR=cat kubectl edit deploy nope
