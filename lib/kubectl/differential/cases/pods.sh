# run, exec, logs, attach, wait
kubectl run
kubectl run web
kubectl run web --image=nginx
kubectl run web --image=nginx
kubectl run Web_2 --image=nginx
kubectl run client --image=busybox -- sleep 3600
kubectl run two words --image=nginx
kubectl run c1 --image=busybox --command -- sleep 3600
kubectl run c2 --image=busybox --command
kubectl run c3 --image=nginx --port=80 --expose
kubectl run c4 --image=nginx --expose
kubectl run c5 --image=nginx --restart=Never --dry-run=client -o yaml
kubectl run c5 --image=nginx --restart=OnFailure --dry-run=client -o yaml
kubectl run c5 --image=nginx --restart=nope
kubectl run c5 --image=nginx --env=A
kubectl run c5 --image=nginx --env=A=1 --env=B=2 --labels=x=y --port=80 --dry-run=client -o yaml
kubectl run c5 --image=nginx --labels=x
kubectl run c5 --image=nginx --port=x
kubectl run c5 --image=nginx --overrides='{"spec":{"nodeName":"node-1"}}' --dry-run=client -o yaml
kubectl run c5 --image=nginx --overrides='{bad'
kubectl run c5 --image=nginx --rm
kubectl run c5 --image=nginx --dry-run=server
kubectl run c5 --image=nginx --image-pull-policy=Never
kubectl run c6 --image='bad image'
kubectl run c7 --image=nginx -n nope
kubectl run c8 --image=nginx --privileged --dry-run=client -o yaml
kubectl run c9 --image=nginx --annotations=a=b --dry-run=client -o yaml
kubectl run c9 --image=nginx -l a=b --dry-run=client -o json
kubectl run hello --image=busybox --restart=Never -- echo hello world
kubectl run counter --image=busybox -- sh -c 'for i in 1 2 3; do echo line $i; done; sleep 3600'
sleep 10
kubectl get pods
kubectl exec
kubectl exec web
kubectl exec nope -- ls
kubectl exec client -- echo hi
kubectl exec client -- sh -c 'echo out; echo err >&2; exit 3'
kubectl exec client -- nosuch
kubectl exec client -c nope -- ls
kubectl exec client echo hi
kubectl exec pod/client -- hostname
kubectl exec svc/c3 -- hostname
kubectl exec deploy/nope -- ls
kubectl exec -it client -- echo hi
kubectl exec client -n nope -- ls
kubectl exec client -- cat /etc/resolv.conf
kubectl exec client -- wget -q -O- web
kubectl exec client -- false
kubectl exec hello -- ls
kubectl exec web -- sh -c 'exit 0'
kubectl exec client --
kubectl exec -- ls
kubectl exec client -x -- ls
kubectl logs
kubectl logs nope
kubectl logs hello
kubectl logs counter
kubectl logs counter --tail=1
kubectl logs counter --tail=x
kubectl logs counter -c nope
kubectl logs counter -p
kubectl logs pod/counter
kubectl logs -l run=counter
kubectl logs -l run=counter --prefix
kubectl logs -l run=nope
kubectl logs counter --since=1s
kubectl logs counter --since=x
kubectl logs counter --since=1s --since-time=2026-01-05T09:00:00Z
kubectl logs counter --timestamps
kubectl logs counter --limit-bytes=5
kubectl logs svc/c3
kubectl logs deploy/nope
kubectl logs counter extra
kubectl logs counter --all-containers
kubectl logs counter hello
kubectl attach
kubectl attach nope
kubectl wait
kubectl wait pod/web
kubectl wait pod/web --for=condition=Ready
kubectl wait pod/nope --for=condition=Ready
kubectl wait --for=condition=Ready pod web client
kubectl wait --for=condition=Ready pod --all --timeout=0
kubectl wait --for=jsonpath='{.status.phase}'=Running pod/web
kubectl wait --for=jsonpath='{.status.phase}' pod/web
kubectl wait --for=jsonpath='{.status.nope' pod/web
kubectl wait --for=nope pod/web
kubectl wait --for=condition=Nope pod/web --timeout=0
kubectl wait --for=delete pod/nope
kubectl wait --for=create pod/web
kubectl wait --for=condition=Ready pod -l run=web
kubectl wait --for=condition=Ready pod -l run=nope
kubectl wait --for=condition=Ready
kubectl wait --for=condition=Ready pod/web --timeout=x
kubectl port-forward
kubectl port-forward web
kubectl port-forward nope 8080:80
kubectl port-forward web x:80
kubectl cp
kubectl top
kubectl top pod
kubectl delete pod hello # time moves
kubectl run again --image=busybox --rm -i --restart=Never -- echo hello # time moves
kubectl wait --for=delete pod/again --timeout=5s
kubectl wait --for=condition=Nope pod/web --timeout=1s # time moves
