import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { endpointSlices, type SliceEndpoint } from "../api/kinds/endpoint-slice.ts";
import { nodes } from "../api/kinds/node.ts";
import { services } from "../api/kinds/service.ts";
import { ask, askOften, counts, createWebService, seenBy, setEndpoints } from "./testing/web-service.ts";
import { told, type World } from "./testing/world.ts";

/** Says of each endpoint whose zone should send to it. */
function hint(world: World, zones: Readonly<Record<string, string>>): void {
  const slice = world.api.get(endpointSlices, "default", "web");
  const endpoints = ["web-1", "web-2", "web-3"].map((name, at) => {
    const { hints: _, ...endpoint } = slice.endpoints[at] as SliceEndpoint;
    return zones[name] === undefined
      ? endpoint
      : { ...endpoint, hints: { forZones: [{ name: zones[name] }] } };
  });
  world.api.update(endpointSlices, { ...slice, endpoints });
}

describe("ipvs", () => {
  test("takes the endpoints in turn, so that nine requests visit three Pods three times each", async () => {
    const world = await createWebService();
    const answers = await askOften(world, 9);
    expect(answers.slice(0, 3).sort()).toEqual(["web-1", "web-2", "web-3"]);
    expect(answers.slice(3)).toEqual([...answers.slice(0, 3), ...answers.slice(0, 3)]);
  });

  test("counts on each node by itself", async () => {
    const world = await createWebService();
    const here = await ask(world, "pod/client");
    expect(await ask(world, "node/node-2")).toBe("ENOTFOUND after 0");
    expect(await ask(world, "node/node-2", "10.96.7.7")).toBe(here);
  });

  test("goes on where it was when an endpoint comes or goes", async () => {
    const world = await createWebService();
    const order = await askOften(world, 3);
    expect(await ask(world)).toBe(order[0]);
    setEndpoints(
      world,
      order.filter((name) => name !== order[0]),
    );
    await world.loop.settle();
    expect(await askOften(world, 3)).toEqual([order[1], order[2], order[1]]);
    setEndpoints(world);
    await world.loop.settle();
    expect(await askOften(world, 2)).toEqual([order[2], order[0]]);
  });

  test("differs by at most one over any window without changes", async () => {
    const world = await createWebService();
    const asked = await askOften(world, 60);
    fc.assert(
      fc.property(fc.nat(59), fc.integer({ min: 1, max: 60 }), (from, length) => {
        const numbers = ["web-1", "web-2", "web-3"].map(
          (name) => asked.slice(from, from + length).filter((answer) => answer === name).length,
        );
        return Math.max(...numbers) - Math.min(...numbers) <= 1;
      }),
    );
  });
});

describe.each(["iptables", "nftables"] as const)("%s", (proxyMode) => {
  test("draws each endpoint equally often, without memory", async () => {
    const world = await createWebService({ proxyMode });
    const answers = await askOften(world, 1_500);
    const numbers = counts(answers);
    const chiSquare = ["web-1", "web-2", "web-3"].reduce(
      (sum, name) => sum + ((numbers[name] ?? 0) - 500) ** 2 / 500,
      0,
    );
    expect(chiSquare).toBeLessThan(13.8); // two degrees of freedom: a false alarm once in a thousand seeds
    const repeats = answers.filter((answer, at) => answer === answers[at - 1]).length;
    expect(repeats).toBeGreaterThan(400);
    expect(repeats).toBeLessThan(600);
  });

  test("repeats its draws with the same seed, and not with another", async () => {
    const draws = async (seed: number) => askOften(await createWebService({ proxyMode, seed }), 30);
    expect(await draws(1)).toEqual(await draws(1));
    expect(await draws(1)).not.toEqual(await draws(2));
  });
});

describe("the client address that a Pod sees", () => {
  test("is the client Pod's own through a ClusterIP, and the node's bridge when a Pod reaches itself", async () => {
    const world = await createWebService();
    expect(await seenBy(world, "pod/client")).toBe(world.pod("client").status.podIP);
    setEndpoints(world, ["web-1"]);
    await world.loop.settle();
    expect(await seenBy(world, "pod/web-1")).toBe("10.244.1.1");
  });

  test("is the node's towards the Pod through a node port, and the client's own with externalTrafficPolicy Local", async () => {
    const world = await createWebService(
      {},
      { type: "NodePort", ports: [{ port: 80, targetPort: 8080, nodePort: 30_001 }] },
    );
    const seen = [
      await seenBy(world, "outside", "172.18.0.3", 30_001),
      await seenBy(world, "outside", "172.18.0.3", 30_001),
    ];
    expect(seen).toEqual(["10.244.1.1", "172.18.0.3"]);
    const web = world.api.get(services, "default", "web");
    world.api.update(services, { ...web, spec: { ...web.spec, externalTrafficPolicy: "Local" } });
    await world.loop.settle();
    expect(await seenBy(world, "outside", "172.18.0.4", 30_001)).toBe("172.18.0.1");
  });
});

describe.each(["ipvs", "iptables", "nftables"] as const)("in mode %s", (proxyMode) => {
  test("session affinity knows a client from outside by its own address, through a load balancer and a node port", async () => {
    const world = await createWebService(
      { proxyMode },
      {
        type: "LoadBalancer",
        sessionAffinity: "ClientIP",
        ports: [{ port: 80, targetPort: 8080, nodePort: 30_001 }],
      },
    );
    world.giveLoadBalancer("web", "172.18.255.200");
    await world.loop.settle();
    expect(Object.values(counts(await askOften(world, 10, "outside", "172.18.0.3", 30_001)))).toEqual([10]);
    // Each request may enter by another node, and each node remembers by itself.
    expect(
      Object.keys(counts(await askOften(world, 20, "outside", "172.18.255.200"))).length,
    ).toBeLessThanOrEqual(2);
  });

  test("trafficDistribution keeps traffic in the zone as far as the hints go", async () => {
    const world = await createWebService({ proxyMode });
    for (const [name, zone] of [
      ["node-1", "a"],
      ["node-2", "b"],
    ] as const)
      world.api.patch(nodes, "", name, {
        type: "application/merge-patch+json",
        body: { metadata: { labels: { "topology.kubernetes.io/zone": zone } } },
      });
    hint(world, { "web-1": "a", "web-2": "b", "web-3": "b" });
    await world.loop.settle();
    expect(counts(await askOften(world, 10, "pod/client"))).toEqual({ "web-1": 10 });
    expect(Object.keys(counts(await askOften(world, 20, "node/node-2", "10.96.7.7"))).sort()).toEqual([
      "web-2",
      "web-3",
    ]);
    hint(world, { "web-2": "b", "web-3": "b" });
    await world.loop.settle();
    expect(Object.keys(counts(await askOften(world, 40, "node/node-2", "10.96.7.7"))).length).toBe(3);
    hint(world, { "web-1": "b", "web-2": "b", "web-3": "b" });
    await world.loop.settle();
    expect(Object.keys(counts(await askOften(world, 40, "pod/client"))).length).toBe(3);
  });

  test("under policy Local a Pod that drains is the last resort of its node, even with ready Pods elsewhere", async () => {
    const world = await createWebService({ proxyMode }, { internalTrafficPolicy: "Local" });
    const ipOf = (name: string) => world.pod(name).status.podIP ?? "";
    world.setEndpoints("web", 8080, [
      { ip: ipOf("web-1"), node: "node-1", conditions: { ready: false, serving: true, terminating: true } },
      { ip: ipOf("web-2"), node: "node-2" },
    ]);
    await world.loop.settle();
    expect(await askOften(world, 3, "pod/client")).toEqual(["web-1", "web-1", "web-1"]);
  });

  test("loadBalancerSourceRanges guard the load balancer's address, and not the node port", async () => {
    const ports = [{ port: 80, targetPort: 8080, nodePort: 30_001 }];
    const world = await createWebService(
      { proxyMode },
      { type: "LoadBalancer", loadBalancerSourceRanges: ["10.244.0.0/16"], ports },
    );
    world.giveLoadBalancer("web", "172.18.255.200");
    await world.loop.settle();
    expect(await ask(world, "outside", "172.18.255.200")).toBe("ETIMEDOUT after 133820");
    expect(await ask(world, "pod/client", "172.18.255.200")).toMatch(/^web-/);
    expect(await ask(world, "outside", "172.18.0.3", 30_001)).toMatch(/^web-/);
  });
});

test("healthCheckNodePort tells a load balancer which nodes have ready endpoints", async () => {
  const world = await createWebService(
    {},
    { type: "LoadBalancer", externalTrafficPolicy: "Local", healthCheckNodePort: 32_100 },
  );
  const healthOf = async (node: string) => {
    const outcome = await world.send("outside", node, 32_100, { path: "/healthz" });
    return "reply" in outcome
      ? [outcome.reply.status, outcome.reply.headers["X-Load-Balancing-Endpoint-Weight"], outcome.reply.body]
      : told(outcome);
  };
  const body = (count: number) =>
    `{\n\t"service": {\n\t\t"namespace": "default",\n\t\t"name": "web"\n\t},\n\t"localEndpoints": ${count},\n\t"serviceProxyHealthy": true\n}`;
  expect(await healthOf("172.18.0.4")).toEqual([200, "2", body(2)]);
  setEndpoints(world, ["web-1"]);
  await world.loop.settle();
  expect(await healthOf("172.18.0.4")).toEqual([503, "0", body(0)]);
  world.api.delete(services, "default", "web");
  await world.loop.settle();
  expect(await healthOf("172.18.0.4")).toBe("ECONNREFUSED after 0");
});

describe("other addresses of a Service", () => {
  test("a load balancer's address works from outside and inside", async () => {
    const world = await createWebService({}, { type: "LoadBalancer" });
    world.giveLoadBalancer("web", "172.18.255.200");
    await world.loop.settle();
    expect(await ask(world, "outside", "172.18.255.200")).toMatch(/^web-/);
    expect(await ask(world, "pod/client", "172.18.255.200")).toMatch(/^web-/);
    expect(await ask(world, "outside", "172.18.255.201")).toBe("EHOSTUNREACH after 3070");
  });

  test("an external IP does, too", async () => {
    const world = await createWebService({}, { externalIPs: ["198.51.100.80"] });
    expect(await ask(world, "outside", "198.51.100.80")).toMatch(/^web-/);
    expect(await ask(world, "pod/client", "198.51.100.80")).toMatch(/^web-/);
  });

  test("all of them are gone with the Service", async () => {
    const world = await createWebService();
    world.api.delete(services, "default", "web");
    await world.loop.settle();
    expect(await ask(world, "pod/client", "10.96.7.7")).toBe("ETIMEDOUT after 133820");
  });
});

test("the rules can be looked at", async () => {
  const world = await createWebService(
    {},
    {
      type: "NodePort",
      sessionAffinity: "ClientIP",
      ports: [{ port: 80, targetPort: 8080, nodePort: 30_001 }],
    },
  );
  const endpoints = ["web-1", "web-2", "web-3"].map((name) => `${world.pod(name).status.podIP}:8080`).sort();
  expect(
    world.nodes
      .inspect("node-1")
      .rules()
      .filter(({ service }) => service === "default/web"),
  ).toEqual([
    {
      kind: "ClusterIP",
      ip: "10.96.7.7",
      port: 80,
      service: "default/web",
      endpoints,
      affinityMs: 10_800_000,
    },
    { kind: "NodePort", ip: "", port: 30_001, service: "default/web", endpoints, affinityMs: 10_800_000 },
  ]);
});

test("endpoints that terminate still serve when no other is left", async () => {
  const world = await createWebService();
  const ip = world.pod("web-2").status.podIP ?? "";
  world.setEndpoints("web", 8080, [
    { ip, node: "node-2", conditions: { ready: false, serving: true, terminating: true } },
  ]);
  await world.loop.settle();
  expect(await ask(world)).toBe("web-2");
});

test("hosts outside stand behind a Service in turn, and see its name as Host", async () => {
  const world = await createWebService();
  world.createService("my-service", { clusterIP: "10.96.9.9", ports: [{ port: 80 }] });
  world.setEndpoints("my-service", 80, [{ ip: "223.130.195.200" }, { ip: "199.201.110.204" }]);
  await world.loop.settle();
  const bodies: string[] = [];
  for (let at = 0; at < 4; at++) bodies.push(told(await world.send("pod/client", "my-service")));
  expect(
    bodies.map((body) =>
      body.includes("NWS") ? "naver" : body.includes("Server at my-service Port 80") ? "mta" : body,
    ),
  ).toEqual(["mta", "naver", "mta", "naver"]);
  expect(world.hops.at(-1)).toMatchObject({
    host: "my-service",
    service: "default/my-service",
    endpoint: "223.130.195.200:80",
    servedBy: "223.130.195.200",
  });
  world.close();
});
