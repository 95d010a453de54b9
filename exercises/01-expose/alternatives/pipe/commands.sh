kubectl expose -f hello.yaml --port=80 --target-port=8080 --type=NodePort --dry-run=client -o yaml | kubectl apply -f -
