kubectl patch deployment shop --type=strategic -p '
spec:
  strategy:
    $retainKeys: [type, rollingUpdate]
    type: RollingUpdate
    rollingUpdate: {maxUnavailable: 1, maxSurge: 0}
  template:
    spec:
      containers:
      - name: shop
        readinessProbe: {exec: {command: [wget, -q, -O, /dev/null, "http://127.0.0.1:8080/healthz"]}, periodSeconds: 3}
        lifecycle: {preStop: {sleep: {seconds: 10}}}
'
kubectl rollout status deployment/shop
