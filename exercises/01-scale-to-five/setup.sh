kubectl create -f http-go-svc.yaml
