import { describe, expect, onTestFinished, test } from "vitest";
import { namespaces } from "../api/kinds/namespace.ts";
import { type NetworkPolicy, networkPolicies } from "../api/kinds/network-policy.ts";
import { pods } from "../api/kinds/pod.ts";
import type { Draft } from "../api/schema.ts";
import { createWorld, told, type World } from "./testing/world.ts";

type Spec = Draft<NetworkPolicy["spec"]>;

/** `web` (8080 named http, behind the Service `web`), `client` and `other` in default, `shopper` in the namespace shop. */
async function town(): Promise<World> {
  const world = createWorld();
  onTestFinished(() => world.close());
  const pause = { image: "registry.k8s.io/pause" };
  world.place("web", "node-2", {
    containers: [{ name: "main", image: "gasbugs/http-go", ports: [{ name: "http", containerPort: 8080 }] }],
  });
  world.place("client", "node-1", pause);
  world.place("other", "node-2", pause);
  world.place("shopper", "node-1", pause, "shop");
  world.place("onhost", "node-1", { ...pause, hostNetwork: true });
  for (const [namespace, name] of [
    ["default", "web"],
    ["default", "client"],
    ["default", "other"],
    ["shop", "shopper"],
  ] as const)
    label(world, namespace, name, { app: name });
  const shop = world.api.get(namespaces, "", "shop");
  world.api.update(namespaces, {
    ...shop,
    metadata: { ...shop.metadata, labels: { ...shop.metadata.labels, team: "shop" } },
  });
  world.createService("web", {
    clusterIP: "10.96.7.7",
    type: "NodePort",
    ports: [{ port: 80, targetPort: 8080, nodePort: 30_080 }],
  });
  await world.loop.settle();
  world.setEndpoints("web", 8080, [{ ip: world.pod("web").status.podIP ?? "", node: "node-2" }]);
  await world.loop.settle();
  return world;
}

function label(world: World, namespace: string, name: string, labels: Record<string, string>): void {
  world.api.patch(pods, namespace, name, {
    type: "application/merge-patch+json",
    body: { metadata: { labels } },
  });
}

function setPolicy(world: World, name: string, spec: Spec, namespace = "default"): void {
  world.api.create(networkPolicies, namespace, { metadata: { name }, spec });
}

const OPEN = "Welcome! web";
const SHUT = "ETIMEDOUT after 900";

async function ask(world: World, from: string, host = "web.default", port = 80): Promise<string> {
  return told(await world.send(from, host, port, { timeoutMs: 900 }));
}

const WEB = { matchLabels: { app: "web" } };
const all = {};
/** Who reaches `web` through its Service: client, other, and shopper. */
async function whoReaches(spec: Spec): Promise<string[]> {
  const world = await town();
  setPolicy(world, "p", spec);
  const found: string[] = [];
  for (const from of ["pod/client", "pod/other", "pod/shop/shopper"])
    if ((await ask(world, from)) === OPEN) found.push(from.split("/").at(-1) ?? "");
  return found;
}

describe("ingress", () => {
  test.each<[string, Spec, string[]]>([
    [
      "of other Pods is open",
      { podSelector: { matchLabels: { app: "db" } }, policyTypes: ["Ingress"] },
      ["client", "other", "shopper"],
    ],
    ["without rules is shut", { podSelector: WEB, policyTypes: ["Ingress"] }, []],
    ["of all Pods is shut by an empty selector", { podSelector: all }, []],
    ["with an empty rule is open", { podSelector: WEB, ingress: [{}] }, ["client", "other", "shopper"]],
    [
      "by Pods means those of the same namespace",
      { podSelector: WEB, ingress: [{ from: [{ podSelector: all }] }] },
      ["client", "other"],
    ],
    [
      "by labels of Pods",
      { podSelector: WEB, ingress: [{ from: [{ podSelector: { matchLabels: { app: "client" } } }] }] },
      ["client"],
    ],
    [
      "by expressions",
      {
        podSelector: WEB,
        ingress: [
          {
            from: [
              { podSelector: { matchExpressions: [{ key: "app", operator: "NotIn", values: ["client"] }] } },
            ],
          },
        ],
      },
      ["other"],
    ],
    [
      "by namespaces",
      { podSelector: WEB, ingress: [{ from: [{ namespaceSelector: { matchLabels: { team: "shop" } } }] }] },
      ["shopper"],
    ],
    [
      "by the name of the namespace",
      {
        podSelector: WEB,
        ingress: [
          { from: [{ namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "shop" } } }] },
        ],
      },
      ["shopper"],
    ],
    [
      "by both in one peer: and",
      {
        podSelector: WEB,
        ingress: [
          {
            from: [
              {
                namespaceSelector: { matchLabels: { team: "shop" } },
                podSelector: { matchLabels: { app: "client" } },
              },
            ],
          },
        ],
      },
      [],
    ],
    [
      "by both in two peers: or",
      {
        podSelector: WEB,
        ingress: [
          {
            from: [
              { namespaceSelector: { matchLabels: { team: "shop" } } },
              { podSelector: { matchLabels: { app: "client" } } },
            ],
          },
        ],
      },
      ["client", "shopper"],
    ],
    [
      "by addresses",
      { podSelector: WEB, ingress: [{ from: [{ ipBlock: { cidr: "10.244.1.0/24" } }] }] },
      ["client", "shopper"],
    ],
    [
      "by addresses with an exception",
      {
        podSelector: WEB,
        ingress: [{ from: [{ ipBlock: { cidr: "10.244.0.0/16", except: ["10.244.1.0/24"] } }] }],
      },
      ["other"],
    ],
    [
      "to the port behind the Service",
      { podSelector: WEB, ingress: [{ ports: [{ port: 8080 }] }] },
      ["client", "other", "shopper"],
    ],
    ["not to the port of the Service itself", { podSelector: WEB, ingress: [{ ports: [{ port: 80 }] }] }, []],
    [
      "to a port by its name",
      { podSelector: WEB, ingress: [{ ports: [{ port: "http" }] }] },
      ["client", "other", "shopper"],
    ],
    [
      "to a range of ports",
      { podSelector: WEB, ingress: [{ ports: [{ port: 8000, endPort: 9000 }] }] },
      ["client", "other", "shopper"],
    ],
    [
      "to the port of another protocol",
      { podSelector: WEB, ingress: [{ ports: [{ port: 8080, protocol: "UDP" }] }] },
      [],
    ],
  ])("%s", async (_, spec, expected) => {
    expect(await whoReaches(spec)).toEqual(expected);
  });

  test("of several policies adds up", async () => {
    const world = await town();
    setPolicy(world, "deny", { podSelector: all });
    setPolicy(world, "allow", {
      podSelector: WEB,
      ingress: [{ from: [{ podSelector: { matchLabels: { app: "client" } } }] }],
    });
    expect([await ask(world, "pod/client"), await ask(world, "pod/other")]).toEqual([OPEN, SHUT]);
  });

  test("follows labels and policies as they change, and says who barred it", async () => {
    const world = await town();
    setPolicy(world, "deny", { podSelector: WEB });
    const outcome = await world.send("pod/client", "web", 80, { timeoutMs: 900 });
    expect("error" in outcome && outcome.error.reason).toBe(
      "NetworkPolicy (deny): traffic from default/client to default/web on port 8080/TCP may not enter",
    );
    label(world, "default", "web", { app: "db" });
    expect(await ask(world, "pod/client")).toBe(OPEN);
    label(world, "default", "web", { app: "web" });
    expect(await ask(world, "pod/client")).toBe(SHUT);
    world.api.delete(networkPolicies, "default", "deny");
    expect(await ask(world, "pod/client")).toBe(OPEN);
  });

  test("is dropped, so that a client that waits gets through once it may", async () => {
    const world = await town();
    setPolicy(world, "deny", { podSelector: WEB });
    world.loop.schedule(2_500, () => world.api.delete(networkPolicies, "default", "deny"));
    expect(told(await world.send("pod/client", "web"))).toBe(OPEN);
    expect(world.loop.now).toBeGreaterThan(2_500);
  });

  test("of its own node, of the Pod itself and of a Pod on the host is never barred", async () => {
    const world = await town();
    setPolicy(world, "deny", { podSelector: all, policyTypes: ["Ingress"] });
    const ip = world.pod("web").status.podIP ?? "";
    expect(await ask(world, "node/node-2", ip, 8080)).toBe(OPEN);
    expect(await ask(world, "node/node-1", ip, 8080)).toBe(SHUT);
    expect(await ask(world, "pod/web", "10.96.7.7")).toBe(OPEN);
    expect(await ask(world, "pod/onhost", ip, 8080)).toBe(SHUT);
    world.place("neighbour", "node-2", { image: "registry.k8s.io/pause", hostNetwork: true });
    await world.loop.settle();
    expect(await ask(world, "pod/neighbour", ip, 8080)).toBe(OPEN);
  });

  test("through a node port comes with the node's address, unless that is the Pod's own node", async () => {
    const world = await town();
    setPolicy(world, "block", {
      podSelector: WEB,
      ingress: [{ from: [{ ipBlock: { cidr: "172.18.0.1/32" } }] }],
    });
    expect(await ask(world, "outside", "172.18.0.4", 30_080)).toBe(OPEN);
    expect(await ask(world, "outside", "172.18.0.3", 30_080)).toBe(SHUT);
  });

  test("of a connection that stands is not looked at again", async () => {
    const world = await town();
    const keepAlive = {};
    const send = async () => told(await world.send("pod/client", "web", 80, { keepAlive, timeoutMs: 900 }));
    expect(await send()).toBe(OPEN);
    setPolicy(world, "deny", { podSelector: WEB });
    expect(await send()).toBe(OPEN);
    expect(await ask(world, "pod/client")).toBe(SHUT);
  });

  test("of pings needs a rule without ports", async () => {
    const world = await town();
    const ping = () => world.nodes.clientFor("pod/client").ping(world.pod("web").status.podIP ?? "").kind;
    expect(ping()).toBe("reply");
    setPolicy(world, "p", { podSelector: WEB, ingress: [{ ports: [{ port: 8080 }] }] });
    expect(ping()).toBe("silence");
    setPolicy(world, "q", { podSelector: WEB, ingress: [{}] });
    expect(ping()).toBe("reply");
  });
});

describe("egress", () => {
  const DNS = { to: [{ namespaceSelector: all }], ports: [{ port: 53, protocol: "UDP" }] };
  const client = { matchLabels: { app: "client" } };

  test("denied cuts off names too, and a rule for DNS gives them back", async () => {
    const world = await town();
    setPolicy(world, "deny", { podSelector: client, policyTypes: ["Egress"] });
    const before = world.loop.now;
    expect(told(await world.send("pod/client", "web"))).toBe("ENOTFOUND after 10000");
    expect(world.loop.now - before).toBe(10_000);
    setPolicy(world, "dns", { podSelector: client, policyTypes: ["Egress"], egress: [DNS] });
    expect(await ask(world, "pod/client")).toBe(SHUT);
    expect(world.nodes.clientFor("pod/client").resolve("web")).toBe("10.96.7.7");
    setPolicy(world, "web", {
      podSelector: client,
      policyTypes: ["Egress"],
      egress: [{ to: [{ podSelector: WEB }] }],
    });
    expect(await ask(world, "pod/client")).toBe(OPEN);
    expect(await ask(world, "pod/other")).toBe(OPEN);
  });

  test("to the world outside by its addresses", async () => {
    const world = await town();
    world.network.mockHost("198.51.100.7", { body: "outside" });
    setPolicy(world, "p", {
      podSelector: client,
      policyTypes: ["Egress"],
      egress: [{ to: [{ ipBlock: { cidr: "0.0.0.0/0", except: ["198.51.100.0/24"] } }] }],
    });
    expect(await ask(world, "pod/client", "198.51.100.7")).toBe(SHUT);
    expect(await ask(world, "pod/other", "198.51.100.7")).toBe("outside");
    expect(await ask(world, "pod/client")).toBe(OPEN);
  });

  test("by default is no matter of a policy that has ingress rules alone, and one with egress rules shuts both", async () => {
    const world = await town();
    setPolicy(world, "in", { podSelector: client, ingress: [] });
    expect(await ask(world, "pod/client")).toBe(OPEN);
    setPolicy(world, "out", {
      podSelector: client,
      egress: [{ to: [{ podSelector: { matchLabels: { app: "db" } } }] }, DNS],
    });
    expect(await ask(world, "pod/client")).toBe(SHUT);
  });
});
