# Everything at once: cluster-info dump
kubectl run client --image=busybox --restart=Never -- echo hello
sleep 30
kubectl expose pod client --port=80
kubectl cluster-info dump --namespaces=default
kubectl cluster-info dump -o yaml --namespaces=default,nope
kubectl cluster-info dump -o name
kubectl cluster-info dump -o jsonpath='{.items[*].metadata.name}{"\n"}'
kubectl cluster-info dump -o nope
kubectl cluster-info dump extra
kubectl cluster-info dump --output-directory=out
kubectl cluster-info dump -A -o go-template="{{len .items}} "
kubectl cluster-info dump --pod-running-timeout=x
kubectl get --raw /version
