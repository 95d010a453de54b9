kubectl apply -f store.yaml
kubectl expose deployment store --port=80 --target-port=8080
kubectl annotate deployment store kubernetes.io/change-cause="first version"
kubectl rollout status deployment/store
kubectl set image deployment/store store=gasbugs/http-go:v2
kubectl annotate deployment store kubernetes.io/change-cause="new prices"
kubectl rollout status deployment/store
kubectl set image deployment/store store=gasbugs/http-go:ingress
kubectl annotate deployment store kubernetes.io/change-cause="new front page"
kubectl rollout status deployment/store
kubectl apply -f street.yaml
sleep 30
