kubectl patch svc http-go-svc -p '{"spec": {"sessionAffinity": "ClientIP"}}'
(sleep 600; kubectl patch svc http-go-svc -p '{"spec": {"sessionAffinity": "None"}}') &
