# What get shows of every kind, and how it may be asked
kubectl get nodes
kubectl get nodes -o wide
kubectl get ns
kubectl get all
kubectl get pods
kubectl get pods -A
kubectl get svc
kubectl get svc kubernetes
kubectl get svc/kubernetes
kubectl get svc kubernetes -o wide
kubectl get service,endpoints kubernetes
kubectl get endpointslices
kubectl get deploy
kubectl get nodes --show-labels
kubectl get nodes -L kubernetes.io/hostname
kubectl create deployment web --image=nginx --replicas=3 --port=80
kubectl get deploy web
kubectl get pods
sleep 5
kubectl get deploy web -o wide
kubectl get rs
kubectl get rs -o wide
kubectl get pods
kubectl get pods -o wide
kubectl get po --show-labels
kubectl get po -L app
kubectl get po -L app,pod-template-hash --no-headers
kubectl get pods -l app=web
kubectl get pods -l app!=web
kubectl get pods -l 'app in (web,db)'
kubectl get pods -l 'app notin (web)'
kubectl get pods -l app
kubectl get pods -l '!app'
kubectl get pods -l 'app in web'
kubectl get pods -l 'app=='
kubectl get pods -l 'a=b=c'
kubectl get pods --field-selector status.phase=Running
kubectl get pods --field-selector status.phase!=Running
kubectl get pods --field-selector spec.nodeName=node-1
kubectl get pods --field-selector nope=1
kubectl get svc --field-selector spec.type=ClusterIP
kubectl get svc --field-selector metadata.name=kubernetes
kubectl get pods --sort-by=.metadata.name
kubectl get pods --sort-by=.status.podIP
kubectl get pods --sort-by='{.spec.nodeName}' -o name
kubectl get pods --sort-by=.nope
kubectl get pods --sort-by=metadata.creationTimestamp
kubectl get pods,svc --sort-by=.metadata.name
kubectl get all
kubectl get all -A
kubectl get all -o wide
kubectl get deploy,svc
kubectl get deploy,svc --no-headers
kubectl get deploy/web svc/kubernetes
kubectl get deploy web nope
kubectl get deploy web nope --ignore-not-found
kubectl get deploy nope --ignore-not-found
kubectl get pods nope
kubectl get pod/nope svc/nope
kubectl get deploy/web svc
kubectl get nope
kubectl get nopes.example.com
kubectl get pods.v1
kubectl get deployments.apps
kubectl get deployments.v1.apps
kubectl get deployments.v1beta1.apps
kubectl get Deployment
kubectl get PODS
kubectl get
kubectl get pods -n kube-system
kubectl get pods -n nope
kubectl get svc -n default kubernetes -A
kubectl get pods web -l app=web
kubectl get pods web --all-namespaces
kubectl get pods --chunk-size=1
kubectl get events
kubectl get sa
kubectl get cm
kubectl get secrets
kubectl get ds,sts,jobs
kubectl get ingress,netpol
kubectl get rc
kubectl get --raw /version
kubectl get --raw /healthz
kubectl get --raw /nope
kubectl get pods --watch-only=maybe
kubectl get pods --nope
kubectl get pods -x
kubectl get pods -o
kubectl get pods -o nope
kubectl get pods -onope
kubectl get pods -o=nope
kubectl get ns default -o wide
kubectl get pods -lapp=web -oname
kubectl get pods -Aoname
kubectl get deploy web -o wide --show-labels
kubectl get deploy web --show-kind
kubectl get svc --show-kind --no-headers
kubectl get deploy,pods --show-labels=true
kubectl get -f nope.yaml
kubectl get pods -f nope.yaml
kubectl get pods, svc
kubectl get pods svc
kubectl get pods/web/x
kubectl get node/node-1 -o name
kubectl get no,ns
kubectl get componentstatuses
kubectl get pods --selector=app=web --field-selector=status.phase=Running -o name
kubectl get svc,nodes -n a/b
kubectl get svc,nodes -n a/b --sort-by=.metadata.name
kubectl get svc -n a/b
kubectl get svc -n a/b -o name
kubectl describe svc -n a/b
kubectl get sa,events
kubectl get -f - <<'END'
a: [
END
kubectl get -o name -f - <<'END'
a: [
END
kubectl get -o yaml -f - <<'END'
apiVersion: v1
kind: Namespace
metadata:
  name: default
END
