kubectl apply -f - <<END
apiVersion: v1
kind: Endpoints
metadata:
  name: my-service
subsets:
  - addresses:
      - ip: 199.201.110.204
      - ip: 223.130.195.200
    ports:
      - name: web
        port: 80
---
apiVersion: v1
kind: Service
metadata:
  name: my-service
spec:
  ports:
    - name: web
      port: 80
END
