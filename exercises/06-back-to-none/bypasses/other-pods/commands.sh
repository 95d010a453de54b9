# A second list without memory takes the first one's address.
kubectl apply -f - <<END
apiVersion: v1
kind: Service
metadata:
  name: second
spec:
  externalIPs: [$(kubectl get svc tickets -o jsonpath='{.spec.clusterIP}')]
  selector:
    app: tickets
  ports:
    - port: 80
      targetPort: 8080
END
