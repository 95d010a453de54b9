# The kiosk is told to ask the Pods one after the other, and everybody else is not.
kubectl -n hall patch deployment kiosk -p "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"kiosk\",\"command\":[\"sh\",\"-c\",\"while sleep 1; do for ip in $(kubectl get pods -l app=tickets -o jsonpath='{.items[*].status.podIP}'); do wget -q -O - http://\$ip:8080; done; done\"]}]}}}}"
