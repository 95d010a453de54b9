# debug: containers added to a Pod, copies of Pods, Pods on nodes
kubectl debug --image=busybox
kubectl debug web
kubectl debug nope --image=busybox
kubectl debug nope --image=busybox --profile=nope
kubectl debug nope --image='Bad Image'
kubectl debug nope --image=busybox --image-pull-policy=Sometimes
kubectl debug nope --image=busybox -t
kubectl debug nope --image=busybox --same-node
kubectl debug nope --image=busybox --replace
kubectl debug nope --set-image=a=b
kubectl debug nope --set-image=a
kubectl debug nope --copy-to=b
kubectl debug nope --copy-to=b -- sh
kubectl debug nope --copy-to=b --target=a --image=busybox
kubectl debug nope --copy-to=b --set-image='a=B b'
kubectl debug nope --attach
kubectl debug nope --image=busybox --target=web
kubectl debug svc/kubernetes --image=busybox --profile=general
kubectl debug pods nope --image=busybox --profile=general
kubectl debug node/nope --image=busybox --profile=general
kubectl debug node/node-1 svc/kubernetes --image=busybox --profile=general -n nope
kubectl run web --image=nginx --port=80
kubectl wait --for=condition=Ready pod/web # time moves
kubectl debug web --image=busybox --target=nope --profile=general
kubectl debug web --image=busybox -c web --profile=general
kubectl debug web --image=busybox --target=web --profile=general -q -c general -- sleep 1d
kubectl debug web --image=busybox -c legacy --env=A=1 -- sleep 1d
kubectl debug web --image=busybox -c baseline --profile=baseline --arguments-only -- sleep 1d
kubectl debug web --image=busybox -c restricted --profile=restricted --image-pull-policy=IfNotPresent -- sleep 1d
kubectl debug web --image=busybox -c netadmin --profile=netadmin -- sleep 1d
kubectl debug web --image=busybox -c sysadmin --profile=sysadmin -- sleep 1d
kubectl get pod web -o jsonpath='{.spec.ephemeralContainers}'
kubectl wait --for=jsonpath='{.status.ephemeralContainerStatuses[5].state.running}' pod/web # time moves
kubectl get pods
kubectl describe pod web
kubectl exec web -- hostname
kubectl exec web -c general -- hostname
kubectl exec web -c general -- wget -qO- http://localhost
kubectl exec web -c nope -- hostname
kubectl logs web
kubectl logs web -c general
kubectl logs web --all-containers
kubectl logs web -c nope
kubectl debug web --image=busybox --profile=general -c said -i -- sh -c 'sleep 3; hostname; echo done' # time moves
kubectl logs web -c said
kubectl get pod web -o jsonpath='{range .spec.ephemeralContainers[*]}{.name}{"\n"}{end}'
kubectl debug web --copy-to=copy-1 --set-image='*=nginx:1.27'
kubectl debug web --copy-to=copy-2 --image=busybox -c tool --profile=general --share-processes -- sleep 1d
kubectl debug web --copy-to=copy-3 --image=busybox -c tool --profile=netadmin --keep-labels --same-node --env=B=2
kubectl debug web --copy-to=copy-4 -c web --profile=sysadmin -- sh -c 'sleep 1d'
kubectl debug web --copy-to=copy-4 --image=busybox -c tool --profile=general
kubectl debug web --copy-to=copy-5 --image=busybox --profile=restricted
kubectl get pods --show-labels
kubectl get pod copy-1 -o jsonpath='{.metadata.labels} {.spec.containers}'
kubectl get pod copy-2 -o jsonpath='{.spec.shareProcessNamespace} {.metadata.labels} {.spec.containers}'
kubectl get pod copy-3 -o jsonpath='{.spec.shareProcessNamespace} {.metadata.labels} {.spec.containers}'
kubectl get pod copy-4 -o jsonpath='{.spec.containers}'
kubectl get pod copy-5 -o jsonpath='{.spec.containers[1].securityContext}'
kubectl debug node/node-1 --image=busybox --profile=sysadmin -i -- sh -c 'sleep 3; hostname; echo done' # time moves
kubectl debug node/node-2 --image=busybox -c tool -- sleep 1d
kubectl debug node/node-2 --image=busybox --profile=general -- sleep 1d
kubectl debug node/node-2 --image=busybox --profile=baseline -- sleep 1d
kubectl debug node/node-2 --image=busybox --profile=netadmin -- sleep 1d
kubectl get pods --sort-by=.metadata.creationTimestamp -o jsonpath='{range .items[?(@.spec.nodeName=="node-2")]}{.metadata.name} {.spec.hostNetwork} {.spec.hostPID} {.spec.hostIPC} {.spec.volumes[0].hostPath} {.spec.containers[0].securityContext} {.spec.tolerations}{"\n"}{end}'
kubectl get pods --sort-by=.metadata.creationTimestamp -o custom-columns=NAME:.metadata.name,PHASE:.status.phase,NODE:.spec.nodeName
