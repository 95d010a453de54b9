kubectl expose deploy hello --port=80 --target-port=8080
(sleep 600; kubectl delete svc hello) &
