# patch, scale, label, annotate, set, edit, expose, rollout
kubectl create deployment web --image=nginx:1.26 --replicas=2 --port=80
kubectl expose deploy web --port=80
sleep 5
kubectl rollout status deploy/web
kubectl scale
kubectl scale deploy web
kubectl scale deploy web --replicas
kubectl scale deploy web --replicas=x
kubectl scale deploy web --replicas=-1
kubectl scale --replicas=3 deploy web
kubectl scale --replicas=3 deploy/web deploy/nope
kubectl scale deploy nope --replicas=3
kubectl scale svc web --replicas=3
kubectl scale deploy web --replicas=2 --current-replicas=9
kubectl scale deploy web --replicas=2 --current-replicas=3
kubectl scale deploy --all --replicas=1
kubectl scale deploy -l app=web --replicas=2
kubectl scale deploy web --replicas=3 --dry-run=client
kubectl scale deploy web --replicas=3 --dry-run=server
kubectl scale --replicas=3
kubectl scale --replicas=3 web
kubectl scale deploy web --replicas=3 --resource-version=1
kubectl scele deploy web
kubectl patch
kubectl patch svc web
kubectl patch svc web -p '{"spec":{"sessionAffinity":"ClientIP"}}'
kubectl patch svc web -p '{"spec":{"sessionAffinity":"ClientIP"}}'
kubectl patch svc web -p '{"spec":{"sessionAffinity":"None"}}'
kubectl patch svc web -p '{"spec":{"sessionAffinity":"None","sessionAffinityConfig":null}}'
kubectl patch svc web -p '{"spec":'
kubectl patch svc web -p 'spec: {type: NodePort}'
kubectl patch svc web --type=merge -p '{"spec":{"ports":[{"port":81}]}}'
kubectl patch svc web --type=json -p '[{"op":"replace","path":"/spec/ports/0/port","value":82}]'
kubectl patch svc web --type=json -p '[{"op":"remove","path":"/spec/nope"}]'
kubectl patch svc web --type=json -p '{"op":"remove"}'
kubectl patch svc web --type=nope -p '{}'
kubectl patch svc nope -p '{}'
kubectl patch svc web -p '{}'
kubectl patch svc web -p '{"spec":{"type":"Nope"}}'
kubectl patch svc web -p '{"spec":{"clusterIP":"10.96.9.9"}}'
kubectl patch svc web -p '{"spec":{"nope":1}}'
kubectl patch svc web -p '{"metadata":{"labels":{"a":"b"}}}' --dry-run=client -o yaml
kubectl patch svc web -p '{"metadata":{"labels":{"a":"b"}}}' --dry-run=server
kubectl patch svc web -p '{"metadata":{"labels":{"a":"b"}}}' -o name
kubectl patch svc web --patch-file=nope.yaml
kubectl patch deploy web -p '{"spec":{"template":{"spec":{"containers":[{"name":"nginx","image":"nginx:1.27"}]}}}}'
kubectl get svc web -o yaml
kubectl label
kubectl label svc web
kubectl label svc web tier=front
kubectl label svc web tier=front
kubectl label svc web tier=back
kubectl label svc web tier=back --overwrite
kubectl label svc web tier-
kubectl label svc web tier-
kubectl label svc web 'bad key=1'
kubectl label svc web a=b a-
kubectl label svc web 'x=bad value'
kubectl label svc web nope
kubectl label svc nope a=b
kubectl label svc --all team=x
kubectl label pods -l app=web seen=yes
kubectl label svc web q=r --dry-run=client
kubectl label svc web q=r --dry-run=server
kubectl label svc web q=r --dry-run=client -o yaml
kubectl label svc web q=r --resource-version=1
kubectl label svc web s=t -o name
kubectl annotate
kubectl annotate svc web note='hello there'
kubectl annotate svc web note='hello again'
kubectl annotate svc web note='hello again' --overwrite
kubectl annotate svc web note-
kubectl annotate svc web note-
kubectl annotate svc web
kubectl annotate svc web --list
kubectl annotate svc nope a=b
kubectl set
kubectl set nope
kubectl set image
kubectl set image deploy/web nginx=nginx:1.27.1
kubectl set image deploy/web nginx=nginx:1.27.1
kubectl set image deploy/web nope=nginx
kubectl set image deploy/web
kubectl set image deploy web nginx=nginx:1.27.2
kubectl set image deploy/web '*=nginx:1.27.3'
kubectl set image deploy/web nginx=nginx --dry-run=client -o yaml
kubectl set image svc/web nginx=nginx
kubectl set env deploy/web COLOR=red SIZE=3
kubectl set env deploy/web --list
kubectl set env deploy/web COLOR-
kubectl set env deploy/web
kubectl set env deploy/web =x
kubectl set selector svc web app=other
kubectl set selector svc web app=web,run=web
kubectl set selector svc web
kubectl set selector deploy web app=x
kubectl get svc web -o wide
kubectl rollout
kubectl rollout nope
kubectl rollout status
kubectl rollout status deploy/web --timeout=1s # time moves
kubectl rollout status deploy/nope
kubectl rollout status svc/web
kubectl rollout history deploy/web
kubectl rollout history deploy/web --revision=2
kubectl rollout history deploy/web --revision=99
kubectl rollout history deploy
kubectl rollout undo deploy/web
kubectl rollout undo deploy/web --to-revision=1
kubectl rollout undo deploy/web --to-revision=99
kubectl rollout undo deploy/web --dry-run=server
kubectl rollout pause deploy/web
kubectl rollout pause deploy/web
kubectl rollout undo deploy/web
kubectl rollout resume deploy/web
kubectl rollout resume deploy/web
kubectl rollout pause svc/web
kubectl rollout restart svc/web
kubectl annotate deploy/web kubernetes.io/change-cause='second try'
kubectl rollout history deploy/web
KUBE_EDITOR=true kubectl edit svc web
KUBE_EDITOR=false kubectl edit svc web
KUBE_EDITOR=nosucheditor kubectl edit svc web
kubectl edit
kubectl edit svc nope
KUBE_EDITOR="sed -i s/port:.82/port:\\ 90/" kubectl edit svc web
KUBE_EDITOR="sed -i s/port:.90/port:\\ ninety/" kubectl edit svc web
KUBE_EDITOR="sed -i s/port:.90/prt:\\ 91/" kubectl edit svc web
KUBE_EDITOR="sed -i s/name:.web/name:\\ other/" kubectl edit svc web
KUBE_EDITOR="sed -i s/spec:/spec/" kubectl edit svc web
KUBE_EDITOR="sed -i d" kubectl edit svc web
KUBE_EDITOR="sed -i s/replicas:.2/replicas:\\ 1/" kubectl edit deploy/web
KUBE_EDITOR="sed -i s/port:.90/port:\\ 91/" kubectl edit svc/web -o json
KUBE_EDITOR="sed -n 1,12p" kubectl edit svc web
KUBE_EDITOR="cat" kubectl edit svc web svc kubernetes
kubectl expose
kubectl expose deploy web --name=a --port=80 --target-port=8080
kubectl expose deploy web --name=b --port=80 --type=NodePort
kubectl expose deploy web --name=c --port=80 --type=nope
kubectl expose deploy web --name=d --port=80,443
kubectl expose deploy web --name=e --port=80 --target-port=http
kubectl expose deploy web --name=f --port=x
kubectl expose deploy web --name=g --port=80 --cluster-ip=None
kubectl expose deploy web --name=h --port=80 --external-ip=1.2.3.4
kubectl expose deploy web --name=i --port=80 --session-affinity=ClientIP
kubectl expose deploy web --name=j --port=80 --protocol=UDP
kubectl expose deploy web --name=k --port=80 --selector=a=b
kubectl expose deploy web --name=l --port=80 --labels=x=y --dry-run=client -o yaml
kubectl expose deploy web --name=m --port=0
kubectl expose deploy nope --port=80
kubectl expose svc web --name=n --port=8000
kubectl expose nope web
kubectl expose deploy
kubectl expose deploy web --name=Bad_Name --port=80
kubectl expose deploy web --port=80 --overrides='{"spec":{"type":"NodePort"}}' --name=o --dry-run=client -o yaml
kubectl create deployment bare --image=nginx
kubectl expose deploy bare
kubectl expose deploy bare --target-port=80
kubectl expose rs -l app=bare --port=80
kubectl expose node node-1 --port=80
sleep 5
kubectl get svc -o wide
kubectl get svc l -o yaml
kubectl rollout restart deploy/web
kubectl annotate svc --all -l app=web a=b a-
kubectl annotate svc web kubernetes.io/change-cause=first
kubectl annotate svc web kubernetes.io/change-cause=second
kubectl annotate svc --all --resource-version=1 x=y
kubectl label svc,deploy web --resource-version=1 x=y
kubectl label svc web x=y --resource-version=1 --dry-run=client -o jsonpath='{.metadata.resourceVersion}'
kubectl label x=y --local --resource-version=1 -o yaml -f - <<'END'
apiVersion: v1
kind: Service
metadata:
  name: one
END
kubectl label x=y --local -o yaml -f - <<'END'
apiVersion: v1
kind: Service
metadata:
  name: one
END
kubectl set env node/node-1 svc/nope A=b
kubectl set env node/node-1 ns/default A=b
kubectl set image deploy/web node/node-1 ns/default a=b
kubectl set selector node/node-1 a=b -f - <<'END'
apiVersion: v1
kind: Service
metadata:
  name: nope
END
kubectl label team=y -f - <<'END'
apiVersion: v1
kind: Service
metadata:
  name: kubernetes
---
apiVersion: v1
kind: Service
metadata:
  name: nope
END
kubectl expose svc/kubernetes svc/nope svc/neither --port=80
kubectl rollout restart svc/kubernetes svc/nope svc/neither
kubectl rollout restart svc/kubernetes svc/nope
kubectl rollout restart svc -n a/b
printf 'A=1\n#c\nB=2 # x\n C = 3\nD\n' | kubectl set env deploy/web E=4 - --dry-run=client -o jsonpath='{.spec.template.spec.containers[0].env}'
printf 'A=1\n' | kubectl set env deploy/web - A=2 --dry-run=client -o jsonpath='{.spec.template.spec.containers[0].env}'
