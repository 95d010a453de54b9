/**
 * The study note's lab in each mode of kube-proxy, as a terminal shows it: recorded in `testdata/`, to be read by people
 * who run clusters. `npx vitest run lib/seed-lab-transcript.test.ts -u` records anew.
 */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { OnOutput } from "./api/api.ts";
import { pods } from "./api/kinds/pod.ts";
import { type Cluster, createCluster } from "./cluster.ts";
import { type ProxyModeName, proxyModes } from "./node/proxy-modes/index.ts";

const manifest = (name: string): string =>
  readFileSync(new URL(`../notebooks/files/${name}`, import.meta.url), "utf8");
const files = {
  "http-go-svc.yaml": manifest("http-go-svc.yaml"),
  "my-service-endpoints.yaml": manifest("my-service-endpoints.yaml"),
};

/** What is typed on the learner's machine; the line `# node` shows what kube-proxy told the kernel of the client's node. */
const STEPS = `
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
`;

/** What the mode's program prints on a node: the lines about the lab's Service, where it names Services at all. */
function listingOn(node: string, cluster: Cluster): string {
  const { command } = cluster.proxyMode.listing;
  const text = cluster.node(node).listing();
  const named = text.split("\n").filter((line) => line.includes("http-go-svc"));
  if (named.length === 0) return `root@${node}:~# ${command}\n${text}`;
  return `root@${node}:~# ${command} | grep http-go-svc\n${named.map((line) => `${line}\n`).join("")}`;
}

async function transcriptOf(proxyMode: ProxyModeName): Promise<string> {
  const cluster = await createCluster({ seed: 7, proxyMode });
  let text = "";
  for (const command of STEPS.trim().split("\n")) {
    if (command === "# node") {
      text += listingOn(cluster.api.get(pods, "default", "client").spec.nodeName ?? "", cluster);
      continue;
    }
    text += `learner@bootcamp:~$ ${command}\n`;
    const onOutput: OnOutput = (printed) => {
      text += printed;
    };
    await cluster.run(command, { files, onOutput });
  }
  await cluster.close();
  return text;
}

test.each(Object.keys(proxyModes) as ProxyModeName[])(
  "the lab in mode %s reads as recorded",
  async (proxyMode) => {
    await expect(await transcriptOf(proxyMode)).toMatchFileSnapshot(`testdata/seed-lab.${proxyMode}.txt`);
  },
);
