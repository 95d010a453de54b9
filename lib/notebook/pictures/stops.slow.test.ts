// Where requests stop, by the reasons that the network really gives.
import { afterAll, beforeAll, expect, test } from "vitest";
import { path } from "./index.ts";
import { Stage } from "./testing/stage.ts";

const LAB = `kubectl run web --image=gasbugs/http-go --labels=app=web
kubectl run client --image=busybox -- sleep 1d
kubectl create service clusterip web --tcp=80:8080
kubectl create service clusterip nobody --tcp=80:8080
kubectl create service clusterip wrong --tcp=80:9999
kubectl set selector svc wrong app=web
kubectl create service clusterip outside --tcp=80:80
kubectl patch svc outside --type=json -p '[{"op":"remove","path":"/spec/selector"}]'
kubectl wait --for=condition=Ready pod/web pod/client
kubectl apply -f slice.yaml`;
const SLICE = `
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: { name: outside-1, labels: { kubernetes.io/service-name: outside } }
addressType: IPv4
ports: [{ name: "80-80", port: 80 }]
endpoints: [{ addresses: [203.0.113.9] }]
`;
const POLICY = `
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: deny }
spec: { podSelector: { matchLabels: { app: web } }, policyTypes: [Ingress] }
`;

let stage: Stage;
beforeAll(async () => {
  stage = await Stage.open({ proxyMode: "nftables" });
  await stage.sh(LAB, { "slice.yaml": SLICE, "policy.yaml": POLICY });
});
afterAll(() => stage.cluster.close());

test.each([
  ["wget -T 2 -qO- nosuch", "the name server: there is no such name"],
  ["wget -T 2 -qO- nobody", "the rules of node-2: the Service has no endpoints"],
  ["wget -T 2 -qO- web:81", "the rules of node-2: the Service does not list this port"],
  ["wget -T 2 -qO- wrong", "the Pod: nothing listens on this port"],
  ["wget -T 2 -qO- outside", "the host outside: no host answers"],
  ["wget -T 9 -qO- 10.244.1.250:8080", "the server: no Pod has this IP"],
  ["wget -T 2 -qO- 10.111.1.1", "the rules of node-2: no Service has this IP"],
])("%s", async (command, stop) => {
  await stage.sh(`kubectl exec client -- ${command}`);
  const { alt, svg } = path(stage.scene("en"));
  expect(alt.replace(/node-\d/, "node-2")).toContain(`stopped at ${stop}`);
  expect(svg).toContain("✕");
  expect(path(stage.scene("ko")).alt).toMatch(/에서 멈춤: [가-힣]/);
});

test("from outside, and where a policy stands in the way", async () => {
  await stage.sh("curl -m 2 http://10.96.0.10");
  expect(path(stage.scene("en")).alt).toContain(
    "stopped at the client: this IP exists only inside the cluster",
  );
  await stage.sh("kubectl apply -f policy.yaml; kubectl exec client -- wget -T 2 -qO- web");
  expect(path(stage.scene("en")).alt).toContain("stopped at the Pod: a NetworkPolicy drops it");
});
