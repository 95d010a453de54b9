import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { pods } from "./api/kinds/pod.ts";
import { services } from "./api/kinds/service.ts";
import { type Cluster, createCluster } from "./cluster.ts";
import type { Hop } from "./network/http.ts";
import type { BackgroundTrafficOptions, TrafficOptions } from "./traffic.ts";

let cluster: Cluster;
beforeEach(async () => {
  cluster = await createCluster({ seed: 7 });
  await cluster.run(
    "kubectl create deployment web --image=gasbugs/http-go --port=8080 --replicas=3; kubectl expose deploy web --port=80 --target-port=8080; kubectl run client --image=busybox -- sleep 1d",
  );
  await cluster.settle();
});
afterEach(() => cluster.close());

const send = (more: Partial<TrafficOptions> = {}) =>
  cluster.traffic({ from: "pod/client", to: "web", count: 9, ...more });
const servers = (hops: readonly Hop[]) => new Set(hops.map(({ servedBy }) => servedBy));

describe("traffic", () => {
  test("tells of each request who answered, how, and which node decided", async () => {
    const hops = await send();
    const node = cluster.api.get(pods, "default", "client").spec.nodeName;
    expect(hops).toHaveLength(9);
    for (const hop of hops)
      expect(hop).toMatchObject({ service: "default/web", status: 200, latencyMs: 0, node, mode: "ipvs" });
    expect(servers(hops).size).toBe(3);
    expect(cluster.hops.slice(-9)).toEqual(hops);
  });

  test("spreads its requests over simulated time", async () => {
    const hops = await send({ count: 4, every: "250ms" });
    expect(hops.map(({ at }) => at - (hops[0] as Hop).at)).toEqual([0, 250, 500, 750]);
  });

  test("tells a failure and how long it took to know", async () => {
    expect((await send({ count: 1, to: "web:81" }))[0]).toMatchObject({
      error: "ECONNREFUSED",
      latencyMs: 0,
      service: "default/web",
    });
    const [lost] = await cluster.traffic({
      from: "pod/client",
      url: "http://10.111.1.1",
      count: 1,
      timeout: "2s",
    });
    expect(lost).toMatchObject({ error: "ETIMEDOUT", latencyMs: 2_000 });
    expect(lost).not.toHaveProperty("servedBy");
    expect((await send({ count: 1, to: "shop/web" }))[0]).toMatchObject({
      host: "web.shop",
      error: "ENOTFOUND",
      latencyMs: 0,
    });
  });

  test("of several clients at a time waits for the slowest", async () => {
    cluster.mockHost("203.0.113.7", { body: "done", delayMs: 1_000 });
    const before = cluster.now;
    await cluster.traffic({ from: "pod/client", url: "http://203.0.113.7", count: 10, concurrency: 5 });
    expect(cluster.now - before).toBe(2_000);
  });

  test.each([
    [{ count: 0 }, "count is 1 to 100000 requests (requestsMax), not 0"],
    [{ concurrency: 0.5 }, "concurrency is 1 to 1000 clients (clientsMax), not 0.5"],
    [
      { to: "http://web" },
      '"http://web" is no Service: write NAME, NAME:PORT, NAMESPACE/NAME or NAMESPACE/NAME:PORT',
    ],
    [{ url: "http://web" }, "say where the requests go"],
    [{ from: "pod/nobody" }, 'pods "nobody" not found'],
  ])("refuses %j with a sentence", async (options, message) => {
    await expect(send(options)).rejects.toThrow(message);
  });
});

describe("a connection that is kept alive", () => {
  test("stays with one Pod, also when the Deployment grows", async () => {
    const first = await send({ keepAlive: true });
    expect(servers(first).size).toBe(1);
    expect(first.map(({ isReused = false }) => isReused)).toEqual([false, ...Array(8).fill(true)]);
    const growing = send({ keepAlive: true, count: 20, every: "1s" });
    await cluster.run("kubectl scale deploy web --replicas=6");
    expect(servers(await growing).size).toBe(1);
    expect(servers(await send({ count: 6 })).size).toBe(6);
  });

  test("is one per client", async () => {
    const hops = await send({ keepAlive: true, count: 30, concurrency: 3, every: 10 });
    expect(servers(hops).size).toBe(3);
    expect(hops.filter(({ isReused }) => isReused !== true)).toHaveLength(3);
  });

  test("dies with its Pod, and the client opens another", async () => {
    const from = cluster.hops.length;
    const sent = send({ keepAlive: true, count: 10, every: "1s" });
    await cluster.advance("2s");
    const pinned = cluster.hops[from]?.servedBy ?? "";
    cluster.api.delete(pods, "default", pinned, { gracePeriodSeconds: 0 });
    const hops = await sent;
    expect(hops.every(({ status }) => status === 200)).toBe(true);
    expect(servers(hops).size).toBe(2);
    expect(hops.filter(({ isReused }) => isReused !== true)).toHaveLength(2);
  });

  test("is closed by a server that waits no longer for the next request", async () => {
    await cluster.run(
      "kubectl run apache --image=httpd --port=80; kubectl expose pod apache; kubectl wait --for=condition=ready pod/apache",
    );
    const reused = async (every: string) =>
      (await send({ to: "apache", keepAlive: true, count: 3, every })).map(
        ({ isReused = false }) => isReused,
      );
    expect(await reused("4s")).toEqual([false, true, true]);
    expect(await reused("5s")).toEqual([false, false, false]);
  });

  test("is what curl has for the URLs of one command line, so they all go to one Pod", async () => {
    const asked = async (script: string) =>
      new Set((await cluster.run(`kubectl exec client -- ${script}`)).stdout.match(/web-\S+/g)).size;
    await cluster.run(
      "kubectl delete pod client --now; kubectl run client --image=curlimages/curl -- sleep 1d; kubectl wait --for=condition=ready pod/client",
    );
    expect(await asked("curl -s web web web web")).toBe(1);
    expect(await asked("curl -s http://web/?try=[1-6]")).toBe(1);
    expect(await asked("sh -c 'for i in 1 2 3; do curl -s web; done'")).toBe(3);
  });

  test("ends when a sticky client would move, and not before: turning affinity on moves nobody", async () => {
    const sent = send({ keepAlive: true, count: 10, every: "1s" });
    await cluster.run(`kubectl patch svc web -p '{"spec":{"sessionAffinity":"ClientIP"}}'`);
    expect(servers(await sent).size).toBe(1);
  });
});

describe("the world outside", () => {
  const SLICE = `apiVersion: v1
kind: Service
metadata: {name: shop}
spec: {ports: [{name: http, port: 80, targetPort: 9000}]}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: shop-1, labels: {kubernetes.io/service-name: shop}}
addressType: IPv4
ports: [{name: http, port: 9000}]
endpoints: [{addresses: [198.51.100.7]}, {addresses: [198.51.100.8]}, {addresses: [198.51.100.9]}]
---
apiVersion: v1
kind: Service
metadata: {name: store}
spec: {type: ExternalName, externalName: store.example.com}
`;

  test("stands behind a Service at its own port, quick, slow or not at all", async () => {
    cluster.mockHost("198.51.100.7", { port: 9000, body: "quick" });
    cluster.mockHost("198.51.100.8", { port: 9000, delayMs: 3_000 });
    cluster.mockHost("198.51.100.9", { failure: "refused", port: 9000 });
    await cluster.run("kubectl apply -f shop.yaml", { files: { "shop.yaml": SLICE } });
    await cluster.settle();
    const hops = await send({ to: "shop", count: 3 });
    expect(
      hops.map(({ endpoint, servedBy, status, error, latencyMs }) => [
        endpoint,
        servedBy,
        status ?? error,
        latencyMs,
      ]),
    ).toEqual([
      ["198.51.100.7:9000", "198.51.100.7", 200, 0],
      ["198.51.100.8:9000", "198.51.100.8", 200, 3_000],
      ["198.51.100.9:9000", undefined, "ECONNREFUSED", 0],
    ]);
    expect((await send({ to: "shop", count: 2, timeout: "1s" })).map(({ error }) => error)).toEqual([
      undefined,
      "ETIMEDOUT",
    ]);
  });

  test("has another name inside by ExternalName, which no Service's port and no kube-proxy touches", async () => {
    cluster.mockHost("store.example.com", { body: ({ headers }) => `for ${headers.host}` });
    await cluster.run("kubectl apply -f shop.yaml", { files: { "shop.yaml": SLICE } });
    await cluster.settle();
    expect(await cluster.request({ from: "pod/client", url: "http://store" })).toMatchObject({
      status: 200,
      body: "for store",
    });
    const [hop] = await send({ to: "store", count: 1 });
    expect(hop).toMatchObject({ host: "store", ip: "203.0.113.2", servedBy: "203.0.113.2" });
    expect(hop).not.toHaveProperty("service");
    expect((await send({ to: "store:8080", count: 1 }))[0]).toMatchObject({ error: "ECONNREFUSED" });
  });
});

describe("a load balancer", () => {
  test("reaches a Service from outside without node ports, too", async () => {
    await cluster.run(
      `kubectl patch svc web -p '{"spec":{"type":"LoadBalancer","allocateLoadBalancerNodePorts":false}}'`,
    );
    await cluster.settle();
    const { spec, status } = cluster.api.get(services, "default", "web");
    expect([spec.ports?.[0]?.nodePort, status.loadBalancer.ingress]).toEqual([
      undefined,
      [{ ip: "172.18.255.200", ipMode: "VIP" }],
    ]);
    const hops = await cluster.traffic({ from: "outside", url: "http://172.18.255.200", count: 9 });
    expect(hops.map(({ status: code }) => code)).toEqual(Array(9).fill(200));
    // Whatever node receives a packet, each takes its own turns.
    expect(new Set(hops.map(({ node }) => node)).size).toBe(3);
  });

  test("gives no address where there is none, and the Service works inside all the same", async () => {
    const bare = await createCluster({ loadBalancer: false });
    await bare.run(
      "kubectl create deployment web --image=gasbugs/http-go; kubectl expose deploy web --port=80 --target-port=8080 --type=LoadBalancer; kubectl run client --image=busybox -- sleep 1d",
    );
    await bare.settle();
    expect((await bare.run("kubectl get svc web --no-headers")).stdout).toMatch(
      /^web +LoadBalancer +\S+ +<pending> +80:3\d{4}\/TCP /,
    );
    expect(await bare.request({ from: "pod/client", url: "http://web" })).toMatchObject({ status: 200 });
    await bare.close();
  });
});

describe("traffic in the background", () => {
  const start = (more: Partial<BackgroundTrafficOptions> = {}) =>
    cluster.startTraffic({ from: "pod/client", to: "web", every: "1s", for: "10s", ...more });

  test("moves no time itself, and goes on whenever time moves", async () => {
    const before = cluster.now;
    const traffic = start();
    expect([cluster.now - before, traffic.count, traffic.isEnded]).toEqual([0, 10, false]);
    await cluster.advance("3500ms");
    expect(traffic.hops).toHaveLength(4);
    await cluster.run("sleep 2");
    await cluster.advance("3s");
    expect(traffic.hops.map(({ at }) => at - before)).toEqual(
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((s) => s * 1_000),
    );
    expect([traffic.isEnded, servers(traffic.hops).size]).toEqual([true, 3]);
  });

  test("does not wait for an answer before it asks again, and keeps the order of asking", async () => {
    const told: number[] = [];
    const before = cluster.now;
    const traffic = cluster.startTraffic({
      from: "pod/client",
      url: "http://10.244.9.9",
      timeout: "3s",
      every: "1s",
      for: "3s",
      onHop: ({ at }) => told.push(at - before),
    });
    await cluster.advance("4500ms");
    expect(told).toEqual([0, 1_000]);
    await cluster.advance("1s");
    expect(traffic.hops.map(({ at, error }) => [at - before, error])).toEqual(
      [0, 1_000, 2_000].map((at) => [at, "ETIMEDOUT"]),
    );
  });

  test("settling does not wait for it", async () => {
    const traffic = start({ every: "1h", for: "9h" });
    await cluster.settle();
    expect(traffic.isEnded).toBe(false);
  });

  test("is of a number of requests that can be sent", () => {
    expect(() => start({ every: 0 })).toThrow("(requestsMax)");
    expect(() => start({ for: 0 })).toThrow("(requestsMax)");
    expect(() => start({ every: "1ms", for: "1d" })).toThrow("(requestsMax)");
  });
});
