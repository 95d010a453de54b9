# What needs no object: explain, discovery, config, version, help, and the command line itself
kubectl api-resources
kubectl api-resources -o wide
kubectl api-resources -o name
kubectl api-resources --namespaced=false
kubectl api-resources --api-group=apps
kubectl api-resources --api-group=nope
kubectl api-resources --sort-by=kind
kubectl api-resources --sort-by=nope
kubectl api-resources --no-headers --verbs=list,get
kubectl api-resources -o nope
kubectl api-resources extra
kubectl api-versions
kubectl api-versions extra
kubectl cluster-info
kubectl cluster-info nope
kubectl version
kubectl version --client
kubectl version -o json
kubectl version -o yaml --client
kubectl version -o nope
kubectl version --short
kubectl explain
kubectl explain svc
kubectl explain service.spec
kubectl explain service.spec.ports
kubectl explain service.spec.sessionAffinity
kubectl explain svc.spec.nope
kubectl explain nope
kubectl explain svc --recursive
kubectl explain deploy.spec.replicas
kubectl explain pod.spec.containers.image
kubectl explain endpoints
kubectl explain endpointslice
kubectl explain svc pods
kubectl explain svc --api-version=v1
kubectl explain deploy --api-version=apps/v2
kubectl explain svc -o nope
kubectl config
kubectl config current-context
kubectl config get-contexts
kubectl config get-contexts -o name
kubectl config get-contexts nope
kubectl config get-clusters
kubectl config get-users
kubectl config set-context --current --namespace=kube-system
kubectl config get-contexts
kubectl get pods
kubectl config set-context --current --namespace=default
kubectl config set-context
kubectl config set-context nope --namespace=x --current
kubectl config use-context nope
kubectl config use-context bootcamp
kubectl config nope
kubectl config view --minify -o jsonpath='{..namespace}'
kubectl config view -o jsonpath='{.current-context}'
kubectl
kubectl nope
kubectl gte pods
kubectl creat -f x
kubectl descrbe svc
kubectl -n
kubectl -n kube-system
kubectl --nope get pods
kubectl get pods --context=nope
kubectl get pods --cluster=nope
kubectl get pods --user=nope
kubectl get pods -n ""
kubectl get pods --namespace
kubectl get pods --v=x
kubectl get pods --request-timeout=x
kubectl get pods -oyaml -n=nope
kubectl get pods -nkube-system
kubectl get -nkube-system pods
kubectl -nkube-system get pods
kubectl get pods --no-headers=false
kubectl get pods --no-headers=maybe
kubectl get pods --output
kubectl get pods ---x
kubectl get pods --=x
kubectl get pods -- x
kubectl get pods -A=maybe
kubectl get pods --all-namespaces=false
kubectl get pods -w=maybe
kubectl get --help extra --nope
kubectl help nope
kubectl auth can-i get pods
kubectl auth whoami
kubectl events
kubectl events nope
kubectl events -A
kubectl events --types=Nope
kubectl events --for=pod
kubectl events -o nope
kubectl completion
kubectl proxy --port=x
kubectl diff
kubectl diff -f nope.yaml
kubectl autoscale deploy web
kubectl replace
kubectl replace --force
kubectl debug
