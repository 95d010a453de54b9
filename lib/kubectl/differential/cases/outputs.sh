# Every form of output, and what is wrong with a form
kubectl create deployment web --image=nginx:1.27 --replicas=2 --port=80
kubectl expose deploy web --port=80 --target-port=8080 --name=front
sleep 5
kubectl get svc front -o yaml
kubectl get svc front -o json
kubectl get svc front -o name
kubectl get deploy web -o yaml
kubectl get rs -o yaml
kubectl get pods -o yaml
kubectl get pods -o json
kubectl get svc -o yaml
kubectl get svc,deploy -o json
kubectl get svc,deploy -o name
kubectl get endpointslices -l kubernetes.io/service-name=front -o yaml
kubectl get ep front -o yaml
kubectl get node node-1 -o yaml
kubectl get ns default -o yaml
kubectl get deploy web -o yaml --show-managed-fields
kubectl get svc front -o jsonpath='{.spec.clusterIP}'
kubectl get svc front -o jsonpath='{.spec.clusterIP}{"\n"}'
kubectl get svc front -o=jsonpath={.spec.ports[0].port}
kubectl get svc front -o jsonpath='{.spec.ports[*].targetPort}'
kubectl get svc front -o jsonpath='{.spec.ports}'
kubectl get svc front -o jsonpath='{.spec.selector}'
kubectl get svc front -o jsonpath='{.spec.nope}'
kubectl get svc front -o jsonpath='{.metadata.labels.app}'
kubectl get svc front -o jsonpath='{}'
kubectl get svc front -o jsonpath='{.spec.ports[5].port}'
kubectl get svc front -o jsonpath='{.spec.clusterIP'
kubectl get svc front -o jsonpath='.spec.clusterIP'
kubectl get svc front -o jsonpath=
kubectl get svc front -o jsonpath
kubectl get svc front -o jsonpath='{range .spec.ports[*]}{.port}{"\t"}{.protocol}{"\n"}{end}'
kubectl get pods -o jsonpath='{.items[*].metadata.name}'
kubectl get pods -o jsonpath='{range .items[*]}{.metadata.name}{"\t"}{.status.podIP}{"\n"}{end}'
kubectl get pods -o jsonpath='{.items[?(@.status.phase=="Running")].spec.nodeName}'
kubectl get pods -o jsonpath='{.items[0].status.containerStatuses[0].image}'
kubectl get pods -o jsonpath='{.items[-1:].metadata.labels}'
kubectl get pods -o jsonpath='{..nodeName}'
kubectl get pods -o jsonpath='{.items[0:2].kind}'
kubectl get pods -o jsonpath="{.items[*]['metadata.name','status.phase']}"
kubectl get svc front -o jsonpath="{.metadata.labels['app']}"
kubectl get node node-1 -o jsonpath='{.metadata.labels.kubernetes\.io/hostname}'
kubectl get pods -o jsonpath-as-json='{.items[*].status.podIP}'
kubectl get svc front -o jsonpath-as-json='{.spec.ports}'
kubectl get pods -o jsonpath='{.items[*].nope}' --allow-missing-template-keys=false
kubectl get svc front -o jsonpath='{.nope}' --allow-missing-template-keys=false
kubectl get svc -o custom-columns=NAME:.metadata.name,IP:.spec.clusterIP,PORTS:.spec.ports[*].port
kubectl get svc -o custom-columns=NAME:.metadata.name,NOPE:.nope --no-headers
kubectl get svc front -o custom-columns=:metadata.name
kubectl get svc front -o custom-columns=NAME
kubectl get svc front -o custom-columns=NAME:
kubectl get svc front -o custom-columns=
kubectl get svc front -o custom-columns
kubectl get svc front -o custom-columns=SEL:.spec.selector,TYPE:spec.type
kubectl get pods -o custom-columns='POD:.metadata.name,READY:.status.conditions[?(@.type=="Ready")].status'
kubectl get svc front -o go-template='{{.spec.clusterIP}}'
kubectl get svc front -o go-template='{{range .spec.ports}}{{.port}}->{{.targetPort}}{{"\n"}}{{end}}'
kubectl get pods -o go-template='{{range .items}}{{.metadata.name}} {{.status.phase}}{{"\n"}}{{end}}'
kubectl get pods -o go-template='{{len .items}}'
kubectl get svc front -o go-template='{{.nope}}'
kubectl get svc front -o go-template='{{.nope.deeper}}'
kubectl get svc front -o go-template='{{.spec.clusterIP'
kubectl get svc front -o go-template='{{nope .spec}}'
kubectl get svc front -o go-template
kubectl get svc front --template='{{.kind}}'
kubectl get svc front -o go-template --template='{{.kind}}/{{.metadata.name}}'
kubectl get svc front -o go-template-file=nope.tmpl
kubectl get svc front -o jsonpath-file=nope.tmpl
kubectl get svc front -o custom-columns-file=nope.txt
cat > columns.txt <<'EOF'
NAME            CLUSTER-IP
.metadata.name  .spec.clusterIP
EOF
cat > ports.tmpl <<'EOF'
{{range .spec.ports}}{{.port}}
{{end}}
EOF
cat > ip.jsonpath <<'EOF'
{.spec.clusterIP}
EOF
kubectl get svc -o custom-columns-file=columns.txt
kubectl get svc front -o go-template-file=ports.tmpl
kubectl get svc front -o jsonpath-file=ip.jsonpath
kubectl get svc front -o nope
kubectl get svc front -o YAML
kubectl get svc front -o wide=x
kubectl get svc front -o "yaml "
kubectl create deployment other --image=nginx --dry-run=client -o name
kubectl create deployment other --image=nginx --dry-run=client -o jsonpath='{.spec.template.spec.containers[0].image}'
kubectl create deployment other --image=nginx --dry-run=client -o go-template='{{.metadata.name}}{{"\n"}}'
kubectl create deployment other --image=nginx --dry-run=client -o wide
kubectl create deployment other --image=nginx --dry-run=client -o nope
kubectl scale deploy web --replicas=1 -o name
kubectl label svc front tier=edge -o yaml
kubectl annotate svc front note=x -o jsonpath='{.metadata.annotations}'
kubectl get pods -w -o nope
kubectl get events -o custom-columns=REASON:.reason,KIND:.involvedObject.kind --sort-by=.reason
kubectl get all -o name
kubectl get svc front -o kyaml
kubectl get svc nope -o yaml
kubectl get svc nope front -o name
kubectl get svc -l nope=nope -o yaml
kubectl get svc -l nope=nope -o json
kubectl get svc -l nope=nope -o name
kubectl get svc -l nope=nope -o jsonpath='{.items}'
kubectl get svc -l nope=nope -o custom-columns=NAME:.metadata.name
