# Straight to the server: get --raw, cluster-info dump, auth, and verbs that this cluster cannot serve
kubectl get --raw /version
kubectl get --raw /healthz
kubectl get --raw /livez
kubectl get --raw /readyz
kubectl get --raw '/readyz?verbose'
kubectl get --raw '/livez?verbose'
kubectl get --raw '/healthz?verbose'
kubectl get --raw /healthz/ping
kubectl get --raw /readyz/etcd
kubectl get --raw /readyz/nope
kubectl get --raw '/readyz?exclude=etcd&verbose'
kubectl get --raw /api
kubectl get --raw /apis
kubectl get --raw /api/v1
kubectl get --raw /apis/apps
kubectl get --raw /apis/apps/v1
kubectl get --raw /apis/nope
kubectl get --raw /
kubectl get --raw /nope
kubectl get --raw nope
kubectl get --raw /metrics
kubectl get --raw /api/v1/namespaces/default
kubectl get --raw /api/v1/namespaces/default/services
kubectl get --raw /api/v1/namespaces/default/services/kubernetes
kubectl get --raw /api/v1/namespaces/default/services/nope
kubectl get --raw '/api/v1/namespaces/default/pods?limit=1'
kubectl get --raw '/api/v1/services?labelSelector=k8s-app%3Dkube-dns'
kubectl get --raw '/api/v1/services?fieldSelector=metadata.name%3Dkubernetes'
kubectl get --raw '/api/v1/services?labelSelector=a%20in'
kubectl get --raw /api/v1/nopes
kubectl get --raw /apis/apps/v1/namespaces/default/deployments/web/scale
kubectl get --raw
kubectl get --raw ''
kubectl get pods --raw /version
kubectl get --raw /version -o json
kubectl get --raw /version -A
kubectl get --raw /version -l a=b
kubectl get --raw /version -w
kubectl get --raw /version -f x.yaml
kubectl get --raw 'http://[x'
kubectl delete --raw /api/v1/namespaces/default/services/nope
kubectl create --raw /api/v1/namespaces/default/services -f nope.yaml
kubectl auth
kubectl auth can-i
kubectl auth can-i get
kubectl auth can-i get pods
kubectl auth can-i get pods/log
kubectl auth can-i create deployments.apps
kubectl auth can-i get pods web
kubectl auth can-i get pods/web
kubectl auth can-i get nodes
kubectl auth can-i nope pods
kubectl auth can-i get nopes
kubectl auth can-i get nodes -n kube-system
kubectl auth can-i '*' '*'
kubectl auth can-i get /healthz
kubectl auth can-i get pods -A
kubectl auth can-i get pods -q
kubectl auth can-i get pods --subresource=log
kubectl auth can-i get pods a b
kubectl auth can-i --list
kubectl auth can-i --list -n kube-system
kubectl auth can-i --list --no-headers
kubectl auth can-i --list get pods
kubectl auth can-i --list -q
kubectl auth can-i watch pods --as=nobody
kubectl auth whoami
kubectl auth whoami -o json
kubectl auth whoami -o yaml
kubectl auth whoami -o jsonpath='{.status.userInfo.username}'
kubectl auth whoami -o name
kubectl auth whoami -o nope
kubectl auth whoami extra
kubectl auth nope
kubectl auth reconcile -f x.yaml
kubectl plugin
kubectl plugin nope
kubectl alpha
kubectl alpha nope
kubectl autoscale
kubectl autoscale deploy
kubectl autoscale deploy web
kubectl autoscale deploy web --max=5
kubectl create deployment web --image=nginx
kubectl autoscale deploy web --min=5 --max=2
kubectl autoscale deploy web --max=5
kubectl autoscale deploy web --max=5 --cpu-percent=80 --dry-run=client
kubectl autoscale deploy nope --max=5
kubectl autoscale svc kubernetes --max=5
kubectl get hpa
kubectl get jobs
kubectl get cronjob,job
kubectl get pvc
kubectl create job once --image=busybox
kubectl create job once --image=busybox --dry-run=client -o yaml -- date
kubectl create job
kubectl create cronjob tick --image=busybox --schedule='* * * * *'
kubectl create role reader --verb=get --resource=pods
kubectl create clusterrole reader --verb=get --resource=pods
kubectl create rolebinding r --role=reader --user=a
kubectl create clusterrolebinding r --clusterrole=reader --user=a
kubectl create ingress web --rule='a/b=web:80'
kubectl create quota q --hard=pods=1
kubectl create pdb web --selector=a=b --min-available=1
kubectl create priorityclass high --value=1000
kubectl create token default
kubectl certificate approve x
kubectl kustomize
kubectl kustomize .
kubectl apply -k .
kubectl get -k nope
kubectl completion
kubectl completion nope
kubectl proxy --port=x
kubectl debug
kubectl debug nope -it --image=busybox
kubectl cp
kubectl cp a b
kubectl cp nope:/a b
