# fails: music-answers
kubectl expose deploy maps --port=80 --target-port=8080
kubectl set selector svc mail app=mail
# A list of ports is merged by their numbers, so this adds a second one, and both would need names.
kubectl patch svc music -p '{"spec": {"ports": [{"port": 80, "targetPort": 8080}]}}'
