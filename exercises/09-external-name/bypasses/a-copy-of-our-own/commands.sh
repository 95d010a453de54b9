# The program runs in default, too.
kubectl create deployment ledger --image=traefik/whoami --replicas=2
kubectl expose deployment ledger --port=8080 --target-port=80
