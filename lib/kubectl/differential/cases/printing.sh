# What is printed: formats with their errors, sorting, columns, several kinds, watches, waits
cat > web.yaml <<'YAML'
apiVersion: v1
kind: Service
metadata: {name: web, labels: {app: web, tier: front}}
spec:
  selector: {run: web}
  ports: [{name: http, port: 80}, {name: https, port: 443}]
---
apiVersion: v1
kind: Service
metadata: {name: api, labels: {app: api}}
spec:
  selector: {run: api}
  ports: [{port: 8080}]
---
apiVersion: v1
kind: ConfigMap
metadata: {name: page, labels: {app: web}}
data: {a.b: x, c: "1"}
YAML
kubectl apply -f web.yaml
kubectl get svc,cm -l app
kubectl get svc/web cm/page
kubectl get svc/web svc/api
kubectl get svc web api nope
kubectl get svc/web cm/nope -o name
kubectl get svc web cm page
kubectl get svc -L app,tier
kubectl get svc -L app -L nope --no-headers
kubectl get svc --show-kind
kubectl get svc --show-kind -o wide --show-labels
kubectl get all
kubectl get all -A
kubectl get svc -A --no-headers
kubectl get svc -A --field-selector metadata.namespace=default
kubectl get svc --chunk-size=1
kubectl get svc --chunk-size=x
kubectl get svc nope --ignore-not-found
kubectl get svc web nope --ignore-not-found
kubectl get svc --sort-by=.metadata.name
kubectl get svc --sort-by='{.spec.ports[0].port}'
kubectl get svc --sort-by=.metadata.labels.app
kubectl get svc --sort-by=.spec.ports
kubectl get svc --sort-by=.metadata.nope
kubectl get svc --sort-by='{.metadata['
kubectl get svc --sort-by=.spec.clusterIP -o name
kubectl get svc web -o jsonpath
kubectl get svc web -o jsonpath=
kubectl get svc web -o jsonpath='{.metadata.name'
kubectl get svc web -o jsonpath='{.nope}'
kubectl get svc web -o jsonpath='{.nope}' --allow-missing-template-keys=false
kubectl get svc web -o jsonpath='{.spec.ports[5]}'
kubectl get svc web -o jsonpath='{.spec.ports[*].port}'
kubectl get svc web -o jsonpath='{range .spec.ports[*]}{.name}={.port}{"\n"}{end}'
kubectl get svc -o jsonpath='{.items[?(@.metadata.name=="web")].spec.ports[?(@.port>100)].name}'
kubectl get cm page -o jsonpath='{.data.a\.b}'
kubectl get svc web -o jsonpath-as-json='{.spec.ports}'
kubectl get svc -o jsonpath-as-json='{.items[*].metadata.name}'
kubectl get svc web -o jsonpath-as-json='{.nope}'
kubectl get svc web -o go-template='{{.metadata.name}}'
kubectl get svc web -o go-template='{{.metadata.name'
kubectl get svc web -o go-template='{{nope .metadata}}'
kubectl get svc web -o go-template='{{index .spec.ports 9}}'
kubectl get svc web -o go-template='{{range .spec.ports}}{{.port}} {{end}}'
kubectl get svc web --template='{{len .spec.ports}}'
kubectl get svc web -o custom-columns=NAME:.metadata.name,PORTS:.spec.ports[*].port
kubectl get svc web -o custom-columns=NAME
kubectl get svc web -o custom-columns=NAME:
kubectl get svc web -o custom-columns=NAME:.metadata.nope,X:{.spec[}
kubectl get svc -o custom-columns=N:.metadata.name --no-headers
kubectl get svc web -o yaml --show-managed-fields
kubectl get svc web -o json --show-labels
kubectl get svc web -o wide --show-managed-fields
kubectl get svc web -o
kubectl get svc web -o Wide
kubectl get svc web -o YAML
kubectl get svc web --output-watch-events
kubectl get svc -o name -A
kubectl get svc -o yaml -l app=nope
kubectl get svc -o json nope
kubectl get pods,nope
kubectl get svc,svc
kubectl get service.v1. web
kubectl get deploy.apps,deploy.v1.apps
kubectl label --list svc api
kubectl label --list svc,cm api
kubectl label svc web app=other
kubectl label svc web app=other --overwrite
kubectl label svc web app- nope- --overwrite
kubectl label svc --all x=y
kubectl label svc web x=z y=
kubectl label svc web 'bad key=x'
kubectl annotate svc web note=a
kubectl annotate svc web note=b
kubectl annotate svc web note=b --overwrite
kubectl annotate svc web note-
kubectl annotate --list svc web
kubectl set image deploy/nope '*=nginx'
kubectl create deployment web --image=nginx --replicas=1
sleep 20
kubectl set image deploy/web '*=nginx:1.27'
kubectl set image deploy/web nope=nginx
kubectl set image deploy --all '*=nginx:1.28' --dry-run=client
kubectl rollout status svc/web
kubectl rollout history svc/web
kubectl rollout undo svc/web
kubectl rollout undo deploy/web --to-revision=9
kubectl rollout pause deploy/web
kubectl rollout undo deploy/web
kubectl rollout resume deploy/web
kubectl wait
kubectl wait svc/web
kubectl wait svc/web --for=nope
kubectl wait svc/web --for=create --timeout=1s
kubectl wait svc/web --for=jsonpath='{.spec.type}'=ClusterIP
kubectl wait svc/web svc/api --for=jsonpath='{.spec.type}'=ClusterIP
kubectl wait svc/web --for=jsonpath='{.spec.type'
kubectl wait svc/web --for=jsonpath='{.spec.ports[*].port}'=80
kubectl wait svc/web --for=jsonpath='{.metadata.uid}'
kubectl wait svc/web --for=condition=Ready --for=delete --timeout=0s
kubectl wait svc/nope --for=delete
kubectl wait deploy/web --for=condition=available --timeout=0
kubectl events --for svc/web
kubectl events --for deploy/web --types=Warning
kubectl events --for deploy/nope
