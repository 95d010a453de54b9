kubectl delete service cart
kubectl expose deployment cart --port=80 --target-port=8080 --overrides='{"apiVersion":"v1","spec":{"sessionAffinity":"ClientIP","sessionAffinityConfig":{"clientIP":{"timeoutSeconds":60}}}}'
