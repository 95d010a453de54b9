/** What a connection really does, cell by cell: situations x modes of kube-proxy. */
import { describe, expect, test } from "vitest";
import { endpointSlices } from "../api/kinds/endpoint-slice.ts";
import { type ServicePort, services } from "../api/kinds/service.ts";
import type { Draft } from "../api/schema.ts";
import type { ProxyModeName } from "./proxy-modes/index.ts";
import { createWorld, told, type World } from "./testing/world.ts";

const MODES = ["iptables", "nftables", "ipvs"] as const satisfies readonly ProxyModeName[];
const REFUSED = "ECONNREFUSED after 0";
const TIMEOUT = "ETIMEDOUT after 133820";

const ipOf = (world: World, pod: string): string => world.pod(pod).status.podIP ?? "";

/** A client on node-1, and the Service `web` (80 -> 8080) in front of `web-1` and `web-2`, one on each node. */
async function webShop(mode: ProxyModeName): Promise<World> {
  const world = createWorld({ proxyMode: mode });
  world.place("client", "node-1", {
    image: "busybox",
    containers: [{ name: "main", image: "busybox", command: ["sleep", "3600"] }],
  });
  world.place("web-1", "node-1");
  world.place("web-2", "node-2");
  world.createService("web", {
    clusterIP: "10.96.7.7",
    selector: { app: "web" },
    ports: [{ port: 80, targetPort: 8080 }],
  });
  await world.loop.settle();
  setWebEndpoints(world, 8080);
  await world.loop.settle();
  return world;
}

function setWebEndpoints(world: World, port: number, pods = ["web-1", "web-2"]): void {
  world.setEndpoints(
    "web",
    port,
    pods.map((name) => ({ ip: ipOf(world, name), node: world.pod(name).spec.nodeName ?? "" })),
  );
}

function setLabel(world: World, name: string, value: string | null): void {
  world.api.patch(services, "default", "web", {
    type: "application/merge-patch+json",
    body: { metadata: { labels: { [name]: value } } },
  });
}

function setPorts(world: World, ports: Draft<ServicePort>[], type = "ClusterIP"): void {
  world.api.patch(services, "default", "web", {
    type: "application/merge-patch+json",
    body: { spec: { type, ports } },
  });
}

interface Situation {
  readonly arrange?: (world: World) => void;
  readonly host?: (world: World) => string;
  readonly port?: number;
  readonly from?: string;
  readonly iptables: RegExp | string;
  readonly nftables: RegExp | string;
  readonly ipvs: RegExp | string;
}

const everywhere = (answer: RegExp | string) => ({ iptables: answer, nftables: answer, ipvs: answer });

const situations: Readonly<Record<string, Situation>> = {
  "a ClusterIP with ready endpoints": everywhere(/^Welcome! web-[12]$/),
  "a Service without endpoints": {
    arrange: (world) => world.setEndpoints("web", 8080, []),
    ...everywhere(REFUSED),
  },
  "a Service whose endpoints are not ready": {
    arrange: (world) =>
      world.setEndpoints("web", 8080, [
        { ip: ipOf(world, "web-1"), node: "node-1", conditions: { ready: false, serving: false } },
      ]),
    ...everywhere(REFUSED),
  },
  "a wrong targetPort": { arrange: (world) => setWebEndpoints(world, 80), ...everywhere(REFUSED) },
  "a port that the Service does not list": {
    port: 8080,
    iptables: TIMEOUT,
    nftables: REFUSED,
    ipvs: REFUSED,
  },
  "a port that the Service lists for UDP alone": {
    arrange: (world) => setPorts(world, [{ port: 80, targetPort: 8080, protocol: "UDP" }]),
    iptables: TIMEOUT,
    nftables: REFUSED,
    ipvs: REFUSED,
  },
  "a Service that another proxy serves": {
    arrange: (world) => setLabel(world, "service.kubernetes.io/service-proxy-name", ""),
    ...everywhere(TIMEOUT),
  },
  "a node port of a Service that another proxy serves": {
    arrange: (world) => {
      setPorts(world, [{ port: 80, targetPort: 8080, nodePort: 30_080 }], "NodePort");
      setLabel(world, "service.kubernetes.io/service-proxy-name", "other");
    },
    host: () => "172.18.0.3",
    port: 30_080,
    ...everywhere(REFUSED),
  },
  "a Service that is labelled headless though it has a ClusterIP": {
    arrange: (world) => setLabel(world, "service.kubernetes.io/headless", ""),
    ...everywhere(TIMEOUT),
  },
  "slices that are labelled headless, of a Service that is not": {
    arrange: (world) => {
      const slice = world.api.get(endpointSlices, "default", "web");
      const labels = { ...slice.metadata.labels, "service.kubernetes.io/headless": "" };
      world.api.update(endpointSlices, { ...slice, metadata: { ...slice.metadata, labels } });
    },
    ...everywhere(REFUSED),
  },
  "an unallocated ClusterIP": { host: () => "10.99.129.175", ...everywhere(TIMEOUT) },
  "internalTrafficPolicy Local without a local endpoint": {
    arrange: (world) => {
      setWebEndpoints(world, 8080, ["web-2"]);
      const web = world.api.get(services, "default", "web");
      world.api.update(services, { ...web, spec: { ...web.spec, internalTrafficPolicy: "Local" } });
    },
    iptables: TIMEOUT,
    nftables: TIMEOUT,
    ipvs: REFUSED,
  },
  "both policies Local without a local endpoint, at the ClusterIP": {
    arrange: (world) => {
      setWebEndpoints(world, 8080, ["web-2"]);
      setPorts(world, [{ port: 80, targetPort: 8080, nodePort: 30_080 }], "NodePort");
      const web = world.api.get(services, "default", "web");
      const policies = { internalTrafficPolicy: "Local", externalTrafficPolicy: "Local" } as const;
      world.api.update(services, { ...web, spec: { ...web.spec, ...policies } });
    },
    iptables: TIMEOUT,
    nftables: TIMEOUT,
    // syncEndpoint of pkg/proxy/ipvs: without local endpoints those of the cluster, where the Service is open to the outside.
    ipvs: "Welcome! web-2",
  },
  "internalTrafficPolicy Local with a local endpoint": {
    arrange: (world) => {
      const web = world.api.get(services, "default", "web");
      world.api.update(services, { ...web, spec: { ...web.spec, internalTrafficPolicy: "Local" } });
    },
    ...everywhere("Welcome! web-1"),
  },
  "a Pod that reaches itself through its Service (hairpin)": {
    arrange: (world) => setWebEndpoints(world, 8080, ["web-1"]),
    from: "pod/web-1",
    ...everywhere("Welcome! web-1"),
  },
  "a Pod's own address": {
    host: (world) => ipOf(world, "web-2"),
    port: 8080,
    ...everywhere("Welcome! web-2"),
  },
  "a port on which the Pod does not listen": {
    host: (world) => ipOf(world, "web-2"),
    port: 80,
    ...everywhere(REFUSED),
  },
  "a Pod address that no host has": { host: () => "10.244.1.250", ...everywhere("EHOSTUNREACH after 3070") },
  "the ClusterIP from a node": {
    from: "node/node-2",
    host: () => "10.96.7.7",
    ...everywhere(/^Welcome! web-[12]$/),
  },
  "the ClusterIP from outside": { from: "outside", host: () => "10.96.7.7", ...everywhere(TIMEOUT) },
  "a Pod from outside": {
    from: "outside",
    host: (world) => ipOf(world, "web-1"),
    port: 8080,
    ...everywhere(TIMEOUT),
  },
  "a name that no host has": { host: () => "nosuch-svc", ...everywhere("ENOTFOUND after 0") },
  "an address outside that no host has": { host: () => "198.51.100.1", ...everywhere(TIMEOUT) },
  "a load balancer's address without endpoints": {
    arrange: (world) => {
      world.setEndpoints("web", 8080, []);
      world.giveLoadBalancer("web", "172.18.255.200");
    },
    from: "outside",
    host: () => "172.18.255.200",
    ...everywhere(REFUSED),
  },
  "a port that a load balancer's address does not list, from a Pod": {
    arrange: (world) => world.giveLoadBalancer("web", "172.18.255.200"),
    host: () => "172.18.255.200",
    port: 81,
    iptables: "EHOSTUNREACH after 3070",
    nftables: "EHOSTUNREACH after 3070",
    ipvs: REFUSED,
  },
  "a node's port that nothing listens on": { host: () => "172.18.0.4", port: 30_001, ...everywhere(REFUSED) },
};

describe.each(MODES)("with kube-proxy in mode %s", (mode) => {
  test.each(Object.entries(situations))("%s", async (_, situation) => {
    const world = await webShop(mode);
    situation.arrange?.(world);
    await world.loop.settle();
    const { from = "pod/client", host = () => "web", port = 80 } = situation;
    const outcome = await world.send(from, host(world), port);
    expect(told(outcome)).toMatch(
      typeof situation[mode] === "string" ? new RegExp(`^${situation[mode]}$`) : situation[mode],
    );
    world.close();
  });
});

test.each(MODES)("the label of another proxy works while it is there, in mode %s", async (mode) => {
  const world = await webShop(mode);
  for (const value of ["other", null, "", null]) {
    setLabel(world, "service.kubernetes.io/service-proxy-name", value);
    await world.loop.settle();
    const isListed = world.nodes
      .inspect("node-1")
      .rules()
      .some(({ service }) => service === "default/web");
    expect(isListed).toBe(value === null);
    expect(told(await world.send("pod/client", "web", 80, { timeoutMs: 900 }))).toMatch(
      value === null ? /^Welcome! web-[12]$/ : "ETIMEDOUT after 900",
    );
  }
  world.close();
});

describe("a ping", () => {
  const pinged = (world: World, host: string): string => {
    const client = world.nodes.clientFor("pod/client");
    const reply = client.ping(client.resolve(host) ?? "");
    return reply.kind === "unreachable" ? `${reply.what} unreachable, says ${reply.from}` : reply.kind;
  };

  test.each([
    ["iptables", "silence"],
    ["nftables", "Port unreachable, says 10.244.1.1"],
    ["ipvs", "Port unreachable, says 10.96.7.7"],
  ] as const)("of a ClusterIP in mode %s: %s", async (mode, answer) => {
    const world = await webShop(mode);
    expect(pinged(world, "web")).toBe(answer);
    world.setEndpoints("web", 8080, []);
    await world.loop.settle();
    expect(pinged(world, "web")).toBe(answer);
  });

  test.each(MODES)("of all else is the same in mode %s", async (mode) => {
    const world = await webShop(mode);
    expect(pinged(world, ipOf(world, "web-2"))).toBe("reply");
    expect(pinged(world, "172.18.0.4")).toBe("reply");
    expect(pinged(world, "10.99.129.175")).toBe("silence");
    expect(pinged(world, "10.244.1.250")).toBe("Host unreachable, says 10.244.1.1");
    expect(pinged(world, "www.naver.com")).toBe("reply");
    expect(world.nodes.clientFor("outside").ping("10.96.7.7")).toEqual({ kind: "silence" });
  });
});

describe("the reason of a failure", () => {
  const reasonOf = async (arrange: (world: World) => void, host = "web", port = 80): Promise<string> => {
    const world = await webShop("ipvs");
    arrange(world);
    await world.loop.settle();
    const outcome = await world.send("pod/client", host, port);
    return "error" in outcome ? outcome.error.reason : "none";
  };

  test("tells no endpoints from a wrong targetPort, which look alike to curl", async () => {
    expect(await reasonOf((world) => world.setEndpoints("web", 8080, []))).toBe(
      '"default/web" has no endpoints',
    );
    expect(await reasonOf((world) => setWebEndpoints(world, 80))).toMatch(
      /^nothing listens on 10\.244\.\d\.\d+:80 \(web-[12]\)$/,
    );
  });

  test("names the port that a Service does not list, and the address that no host has", async () => {
    expect(await reasonOf(() => {}, "web", 8080)).toBe('"default/web" does not list port 8080');
    expect(await reasonOf(() => {}, "10.99.129.175")).toBe("no Service has the address 10.99.129.175");
  });
});

describe("a client that waits for a connection", () => {
  test("gives up when it was told to", async () => {
    const world = await webShop("ipvs");
    expect(told(await world.send("pod/client", "10.99.129.175", 80, { connectTimeoutMs: 2_000 }))).toBe(
      "ETIMEDOUT after 2000",
    );
    expect(told(await world.send("pod/client", "10.99.129.175", 80, { timeoutMs: 3_500 }))).toBe(
      "ETIMEDOUT after 3500",
    );
    expect(told(await world.send("pod/client", "10.244.1.250", 80, { timeoutMs: 1_000 }))).toBe(
      "ETIMEDOUT after 1000",
    );
  });

  test("is heard at the next SYN once the address exists", async () => {
    const world = await webShop("ipvs");
    world.loop.schedule(5_500, () => {
      world.createService("late", { clusterIP: "10.96.8.8", ports: [{ port: 80, targetPort: 8080 }] });
      world.setEndpoints("late", 8080, [{ ip: ipOf(world, "web-1"), node: "node-1" }]);
    });
    const before = world.loop.now;
    expect(told(await world.send("pod/client", "10.96.8.8"))).toBe("Welcome! web-1");
    expect(world.loop.now - before).toBe(7_000);
  });
});
