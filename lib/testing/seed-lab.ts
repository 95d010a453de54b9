/** The study note's lab, command by command, for whoever compares what it prints. */
import { readFileSync } from "node:fs";

const manifest = (name: string): string =>
  readFileSync(new URL(`../../notebooks/files/${name}`, import.meta.url), "utf8");

export const seedLabFiles = {
  "http-go-svc.yaml": manifest("http-go-svc.yaml"),
  "my-service-endpoints.yaml": manifest("my-service-endpoints.yaml"),
};

/** What is typed on the learner's machine; at `# node` the transcript shows what kube-proxy told the kernel of the client's node. */
export const seedLabSteps: readonly string[] = `
kubectl create -f http-go-svc.yaml
kubectl get pods,svc
kubectl rollout status deployment/http-go
kubectl describe svc http-go-svc
kubectl scale deployment http-go --replicas=5
kubectl rollout status deployment/http-go
kubectl get pods -o wide
kubectl describe svc http-go-svc
IP=$(kubectl get svc http-go-svc -o jsonpath='{.spec.clusterIP}'); echo $IP
kubectl run client --image=busybox -- sleep 1d
kubectl wait --for=condition=ready pod/client
kubectl exec client -- sh -c "for i in 1 2 3 4 5 6 7 8 9 10; do wget -O- -q $IP:80; done"
kubectl exec client -- wget -O- -T 2 $IP:8080
kubectl exec client -- ping -c 2 -W 1 $IP
kubectl exec client -- nslookup http-go-svc.default.svc.cluster.local
# node
KUBE_EDITOR="sed -i 's/sessionAffinity: None/sessionAffinity: ClientIP/'" kubectl edit svc http-go-svc
kubectl get svc http-go-svc -o yaml | grep -A3 sessionAffinity
kubectl exec client -- sh -c "for i in 1 2 3 4 5; do wget -O- -q http-go-svc; done"
sleep 3h
kubectl exec client -- sh -c "for i in 1 2 3 4 5; do wget -O- -q http-go-svc; done"
kubectl apply -f my-service-endpoints.yaml
kubectl get svc,endpointslices
for i in 1 2; do kubectl exec deploy/http-go -- curl -s my-service; done
kubectl run tools --image=nicolaka/netshoot -- sleep 1d
kubectl wait --for=condition=ready pod/tools
kubectl exec tools -- dig +search http-go-svc
kubectl exec tools -- curl -sv http-go-svc http-go-svc
kubectl scale deployment http-go --replicas=0
kubectl get endpointslices -l kubernetes.io/service-name=http-go-svc
kubectl exec tools -- curl -sS --connect-timeout 2 http-go-svc
kubectl delete -f http-go-svc.yaml
kubectl exec tools -- curl -sS --connect-timeout 2 $IP
kubectl exec tools -- curl -sS http-go-svc
`
  .trim()
  .split("\n");
