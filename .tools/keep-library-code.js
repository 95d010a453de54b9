// Runs the built library as most processes do, and keeps what V8 has compiled of it. A notebook does not: it runs a learner's code.
import { fileURLToPath } from "node:url";
import { loadBundle } from "../lib/dist/code-cache.js";

const path = (name) => fileURLToPath(new URL(`../${name}`, import.meta.url));
const { exports, keepCode } = loadBundle(
  path(`lib/dist/bundle/${process.argv[2]}`),
  path("node_modules/.cache/service-bootcamp"),
);
const cluster = await exports.createCluster();
await cluster.run(`
kubectl create deployment web --image=gasbugs/http-go --replicas=3 --port=8080
kubectl expose deployment web --port=80 --target-port=8080
kubectl rollout status deployment/web
kubectl get pods,services,endpoints -o wide
kubectl describe service web
kubectl exec deploy/web -- curl -s web
kubectl scale deployment web --replicas=1
kubectl get service web -o yaml | kubectl apply -f -
kubectl run client --image=busybox -- sleep 1d
kubectl wait --for=condition=ready pod/client
kubectl delete deployment web`);
await cluster.request({ from: "pod/client", url: "http://web" });
await cluster.close();
keepCode();
