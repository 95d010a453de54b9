# Generators, files and their mistakes
kubectl create
kubectl create nope
kubectl create deployment
kubectl create deployment web
kubectl create deployment web --image=nginx
kubectl create deployment web --image=nginx
kubectl create deployment Web_1 --image=nginx
kubectl create deployment w2 --image=nginx --replicas=x
kubectl create deployment w2 --image=nginx --replicas=-1
kubectl create deployment w2 --image=nginx --image=busybox
kubectl create deployment w2 --image=nginx --image=busybox -- sleep 1
kubectl create deployment w3 --image=busybox -- sleep 3600
kubectl create deploy w4 --image=localhost:5000/my/app:1.0@sha256:0000000000000000000000000000000000000000000000000000000000000000 --dry-run=client -o yaml
kubectl create deployment w5 --image=nginx --port=80 --replicas=2 --dry-run=client -o yaml
kubectl create deployment w5 --image=nginx --dry-run=server
kubectl create deployment w5 --image=nginx --dry-run=server -o yaml
kubectl create deployment w5 --image=nginx --dry-run
kubectl create deployment w5 --image=nginx --dry-run=maybe
kubectl create deployment w5 w6 --image=nginx
kubectl create deployment w6 --image=nginx -n nope
kubectl create deployment w7 --image="" 
kubectl create deployment w8 --image='bad image'
kubectl create service
kubectl create service nope
kubectl create service clusterip
kubectl create service clusterip web --tcp=80:8080
kubectl create svc clusterip web --tcp=80
kubectl create service clusterip c1
kubectl create service clusterip c1 --tcp=80,443
kubectl create service clusterip c2 --tcp=80 --tcp=443:8443
kubectl create service clusterip c3 --clusterip=None
kubectl create service clusterip c4 --clusterip=None --tcp=80 --dry-run=client -o yaml
kubectl create service clusterip c5 --tcp=x
kubectl create service clusterip c5 --tcp=80:x
kubectl create service clusterip c5 --tcp=0:80
kubectl create service clusterip c5 --tcp=70000
kubectl create service clusterip c5 --tcp=80:80:80
kubectl create service clusterip c5 --tcp=80 --clusterip=1.2.3.4
kubectl create service clusterip c5 --tcp=80 --clusterip=nope
kubectl create service clusterip c6 --tcp=80:named
kubectl create service clusterip 1web --tcp=80
kubectl create service nodeport n1 --tcp=80
kubectl create service nodeport n2 --tcp=80:8080 --node-port=30080
kubectl create service nodeport n3 --tcp=80 --node-port=30080
kubectl create service nodeport n4 --tcp=80 --node-port=80
kubectl create service nodeport n5
kubectl create service loadbalancer l1 --tcp=80
kubectl create service externalname e1 --external-name=example.com
kubectl create service externalname e2
kubectl create service externalname e3 --external-name=example.com --tcp=80 --dry-run=client -o yaml
kubectl create service externalname e4 --external-name=bad_name!
sleep 5
kubectl get svc
kubectl create namespace team
kubectl create ns team
kubectl create ns
kubectl create ns Bad
kubectl create ns a b
kubectl create configmap settings --from-literal=a=1 --from-literal=b=2
kubectl create cm settings --from-literal=a=1
kubectl create cm empty
kubectl create cm bad --from-literal=a
kubectl create cm bad --from-literal=a=1 --from-literal=a=2
kubectl create cm bad --from-file=nope.txt
cat > note.txt <<'EOF'
hello
there
EOF
cat > game.env <<'EOF'
# comment
COLOR=red
SIZE=3
EOF
kubectl create cm files --from-file=note.txt --from-file=again=note.txt
kubectl create cm file --from-file=again=note.txt
kubectl create cm env --from-env-file=game.env
kubectl get cm files env -o yaml
kubectl describe cm file
kubectl create cm both --from-env-file=game.env --from-literal=a=1
kubectl create secret
kubectl create secret generic top --from-literal=password=s3cret
kubectl create secret generic top --from-literal=password=s3cret
kubectl create secret generic typed --type=example.com/kind --from-literal=a=b -o yaml
kubectl create secret generic
kubectl describe secret top
kubectl create serviceaccount robot
kubectl create sa robot
kubectl create sa
kubectl get sa robot -o yaml
kubectl create -f
kubectl create -f nope.yaml
kubectl create -f .nope/
kubectl create deployment web2 --image=nginx --save-config -o yaml
kubectl create -f note.txt
kubectl create -f game.env
kubectl create pod web
kubectl create deployment w9 --image=nginx --nope
kubectl create deployment w9 --image
kubectl create deployment --image=nginx
kubectl create -f - <<'EOF'
apiVersion: v1
kind: Service
metadata:
  name: from-stdin
spec:
  ports:
  - port: 80
EOF
kubectl create --edit -f nope.yaml
kubectl create job one --image=busybox
kubectl create role reader --verb=get
kubectl create -n team service clusterip web --tcp=80
kubectl get svc -n team
kubectl create deployment w10 --image=nginx --field-manager=me --show-managed-fields -o yaml
kubectl get svc from-stdin -o yaml > saved.yaml
kubectl delete svc from-stdin
kubectl create -f saved.yaml
kubectl create -f saved.yaml
kubectl replace --force -f saved.yaml
kubectl delete svc from-stdin
kubectl apply -f saved.yaml
kubectl get svc from-stdin -o yaml > saved.yaml
kubectl delete svc from-stdin
kubectl apply -f saved.yaml
kubectl create --dry-run=server -f saved.yaml
kubectl delete svc from-stdin
kubectl create --dry-run=server -f saved.yaml -o name
