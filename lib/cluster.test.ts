import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { deployments } from "./api/kinds/deployment.ts";
import { pods } from "./api/kinds/pod.ts";
import { type Cluster, createCluster } from "./cluster.ts";
import { toMs } from "./duration.ts";

const WEB = `apiVersion: apps/v1
kind: Deployment
metadata: {name: web}
spec:
  replicas: 3
  selector: {matchLabels: {run: web}}
  template:
    metadata: {labels: {run: web}}
    spec: {containers: [{name: web, image: gasbugs/http-go, ports: [{containerPort: 8080}]}]}
---
apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: NodePort, selector: {run: web}, ports: [{port: 80, targetPort: 8080, nodePort: 30001}]}
`;

let cluster: Cluster;

beforeEach(async () => {
  cluster = await createCluster({ seed: 7 });
  await cluster.run("kubectl apply -f web.yaml; kubectl run client --image=busybox -- sleep 1d", {
    files: { "web.yaml": WEB },
  });
  await cluster.settle();
});
afterEach(() => cluster.close());

const served = (from: string, url: string, count: number) =>
  Promise.all(Array.from({ length: count }, () => cluster.request({ from, url, timeout: "3s" }))).then(
    (replies) => replies.map(({ servedBy, error }) => servedBy ?? error?.code),
  );

describe("a cluster", () => {
  it("keeps files, variables and the working directory from one run to the next", async () => {
    await cluster.run("export COLOUR=blue; mkdir -p notes; cd notes; echo hello > a.txt");
    expect((await cluster.run("pwd; cat a.txt; echo $COLOUR")).stdout).toBe(
      "/home/learner/notes\nhello\nblue\n",
    );
  });

  it("answers a request from a Pod by name, in turn", async () => {
    const who = await served("pod/client", "http://web", 6);
    expect(new Set(who).size).toBe(3);
    expect(who.slice(0, 3)).toEqual(who.slice(3));
    const { status, body } = await cluster.request({
      from: "pod/default/client",
      url: "http://web.default.svc.cluster.local/",
    });
    expect([status, body]).toEqual([200, expect.stringMatching(/^Welcome! web-/)]);
  });

  it("lets the outside in by node port only, and a node by cluster IP", async () => {
    const service = JSON.parse((await cluster.run("kubectl get svc web -o json")).stdout) as {
      spec: { clusterIP: string };
    };
    const node = (await cluster.run("kubectl get node node-1 -o jsonpath='{.status.addresses[0].address}'"))
      .stdout;
    expect((await served("outside", `http://${service.spec.clusterIP}`, 1))[0]).toBe("ETIMEDOUT");
    expect((await served("outside", `http://${node}:30001`, 1))[0]).toMatch(/^web-/);
    expect((await served("node/node-2", `http://${service.spec.clusterIP}`, 1))[0]).toMatch(/^web-/);
  });

  it("gives failures as part of the reply, with the code of the failure and a reason in words", async () => {
    const refused = await cluster.request({ from: "pod/client", url: "http://localhost" });
    expect(refused).toMatchObject({ status: 0, error: { code: "ECONNREFUSED" } });
    const unknown = await cluster.request({ from: "pod/client", url: "http://nosuch" });
    expect(unknown.error?.code).toBe("ENOTFOUND");
  });

  it.each([
    ["pod/nobody", "http://web", 'pods "nobody" not found'],
    ["somewhere", "http://web", /somewhere/],
    ["pod/a/b/c", "http://web", '"pod/a/b/c" names no client'],
    ["pod/", "http://web", '"pod/" names no client'],
    ["node/", "http://web", 'nodes "" not found'],
    ["pod/client", "web", '"web" is not a URL: write it as http://NAME:PORT/PATH'],
  ])("refuses a request from %s to %s with a sentence", async (from, url, message) => {
    await expect(cluster.request({ from, url })).rejects.toThrow(message);
  });

  it("forgets a sticky client after three hours of rest, at once in real time", async () => {
    await cluster.run(`kubectl patch svc web -p '{"spec":{"sessionAffinity":"ClientIP"}}'`);
    const [first] = await served("pod/client", "http://web", 3);
    await cluster.advance("2h59m");
    expect((await served("pod/client", "http://web", 1))[0]).toBe(first);
    await cluster.advance("3h1m");
    const later = await served("pod/client", "http://web", 3);
    expect(new Set(later).size).toBe(1);
    expect(later[0]).not.toBe(first); // round robin has gone on meanwhile
  });

  it("lets background jobs come to their end, for as long as it is told", async () => {
    const replicas = () => cluster.api.find(deployments, "default", "web")?.spec.replicas;
    await cluster.run("(sleep 600; kubectl scale deploy web --replicas=1) &");
    await cluster.endJobs("1h", 10);
    expect(replicas()).toBe(1);
    await cluster.run("(sleep 7200; kubectl scale deploy web --replicas=2) &");
    await cluster.endJobs("1h", 10);
    await cluster.advance("2h");
    expect(replicas()).toBe(1);
    await cluster.run("(while true; do kubectl get pods; sleep 1; done) &");
    const before = cluster.now;
    await cluster.endJobs("1h", 10);
    expect(cluster.now - before).toBeLessThan(20_000);
  });

  it("stops at the number of events that it was given", async () => {
    cluster.limitEvents(1_000);
    const spin = "kubectl run spin --image=busybox -- sh -c 'while true; do sleep 0.1; done'";
    expect((await cluster.run(spin)).exitCode).toBe(0);
    await expect(cluster.advance("10m")).rejects.toThrow("1000 events (eventsMax)");
    cluster.limitEvents(100_000);
    await cluster.advance("1m");
  });

  it("tells when each statement of a script begins, before what it prints", async () => {
    const told: string[] = [];
    const startedAt = cluster.now;
    await cluster.run("echo a; sleep 2\nfor i in 1 2; do\n  echo $i\ndone\nif then", {
      onStatementBegin: ({ text, at }) => told.push(`${(at - startedAt) / 1000} ${text}`),
      onOutput: (text, stream) => stream === "stdout" && told.push(text),
    });
    const loop = "for i in 1 2; do\n  echo $i\ndone";
    expect(told).toEqual(["5 echo a", "a\n", "10 sleep 2", `17 ${loop}`, "1\n", "2\n"]);
  });

  it("tells when each statement of a script has ended", async () => {
    const ended: [string, number, number][] = [];
    const startedAt = cluster.now;
    await cluster.run("for i in 1 2; do\n  false\ndone\nfalse || true\n(sleep 9) &\nexit 7\necho never", {
      onStatement: ({ text, exitCode, at }) => ended.push([text, exitCode, at - startedAt]),
    });
    expect(ended).toEqual([
      ["for i in 1 2; do\n  false\ndone", 1, 5_000],
      ["false || true", 0, 10_000],
      ["(sleep 9) &", 0, 15_000],
      ["exit 7", 7, 20_000],
    ]);
  });

  it("tells servers apart that have the same name", async () => {
    const make = "kubectl run shop --image=gasbugs/http-go --labels=run=http-go";
    const ask = async () => {
      const url = `http://${cluster.api.find(pods, "default", "shop")?.status.podIP}:8080`;
      return (await cluster.request({ from: "node/node-1", url })).server;
    };
    await cluster.run(make);
    await cluster.settle();
    const first = await ask();
    expect(first).toMatchObject({ kind: "pod", namespace: "default", name: "shop" });
    expect(first?.uid).toBe(cluster.api.find(pods, "default", "shop")?.metadata.uid);
    await cluster.run(`kubectl delete pod shop --now; ${make}`);
    await cluster.settle();
    const second = await ask();
    expect(second?.name).toBe("shop");
    expect(second?.uid).not.toBe(first?.uid);
    cluster.mockHost("203.0.113.7", { body: "outside" });
    expect((await cluster.request({ from: "node/node-1", url: "http://203.0.113.7" })).server).toEqual({
      kind: "outside",
      name: "203.0.113.7",
      ip: "203.0.113.7",
    });
  });

  it("reaches a host outside that a test describes, and no other", async () => {
    cluster.mockHost("203.0.113.7", { status: 418, headers: { "X-Tea": "yes" }, body: "short and stout" });
    const reply = await cluster.request({ from: "pod/client", url: "http://203.0.113.7/" });
    expect(reply).toMatchObject({ status: 418, body: "short and stout", servedBy: "203.0.113.7" });
    expect((await served("pod/client", "http://203.0.113.8/", 1))[0]).toBe("ETIMEDOUT");
  });

  it("remembers every request for pictures and checks", async () => {
    const before = cluster.hops.length;
    await cluster.run("kubectl exec client -- wget -O- -q web");
    expect(cluster.hops.slice(before)).toMatchObject([
      { host: "web", service: "default/web", from: { pod: { name: "client" } } },
    ]);
  });

  it("keeps a LoadBalancer pending without a provider", async () => {
    const bare = await createCluster({ loadBalancer: false });
    await bare.run(
      "kubectl create deployment lb --image=nginx; kubectl expose deploy lb --port=80 --type=LoadBalancer",
    );
    await bare.settle();
    expect((await bare.run("kubectl get svc lb --no-headers")).stdout).toContain("<pending>");
    await bare.close();
  });

  it("takes digits alone for milliseconds, as a command line gives them", () => {
    expect(["0", "250", 250].map(toMs)).toEqual([0, 250, 250]);
  });

  it.each(["3 hours", "h", "", "-1", -1])("does not take %j for a duration", async (duration) => {
    expect(() => cluster.advance(duration)).toThrow(/is not a duration/);
  });
});
