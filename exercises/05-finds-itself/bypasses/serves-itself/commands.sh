# It answers its own questions.
kubectl replace --force -f - <<'END'
apiVersion: v1
kind: Pod
metadata:
  name: my-service
  namespace: office
spec:
  containers:
    - name: client
      image: busybox
      command: [sh, -c, "while sleep 5; do wget -q -T 3 -O - http://my-service; done"]
    - name: server
      image: nginx
END
