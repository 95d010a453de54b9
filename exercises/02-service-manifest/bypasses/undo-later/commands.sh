kubectl expose deploy orders --port=80 --target-port=8080
(sleep 900; kubectl patch svc orders -p '{"spec": {"selector": {"app": "other"}}}') &
