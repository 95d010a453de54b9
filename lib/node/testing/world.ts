/** A cluster without controllers for the tests of this room: Pods are placed and slices written by hand. */
import { ApiServer } from "../../api/api-server.ts";
import { configMaps } from "../../api/kinds/config-map.ts";
import {
  type EndpointSlice,
  endpointSlices,
  SERVICE_NAME_LABEL,
  type SliceEndpoint,
} from "../../api/kinds/endpoint-slice.ts";
import { type Event, events } from "../../api/kinds/event.ts";
import { namespaces } from "../../api/kinds/namespace.ts";
import { type Pod, pods } from "../../api/kinds/pod.ts";
import { type Service, services } from "../../api/kinds/service.ts";
import type { Draft } from "../../api/schema.ts";
import { timestampOf } from "../../api/time.ts";
import { createCoreDns, createDnsService } from "../../bootstrap.ts";
import type { Image } from "../../images/image.ts";
import { createImageRegistry } from "../../images/index.ts";
import type { Hop, Outcome, OutgoingRequest } from "../../network/http.ts";
import { Network } from "../../network/network.ts";
import { Loop } from "../../sim/loop.ts";
import { Random } from "../../sim/random.ts";
import { CLUSTER_DNS_IP, type NodeAddresses, nodeAddresses } from "../cluster-network.ts";
import { createNodes } from "../nodes.ts";
import { PROXY_MODE_DEFAULT, type ProxyModeName, proxyModes } from "../proxy-modes/index.ts";

export const EPOCH_MS = Date.UTC(2026, 0, 5, 9);

export interface WorldOptions {
  readonly seed?: number;
  readonly nodes?: number;
  readonly proxyMode?: ProxyModeName;
  readonly images?: readonly Image[];
}

export type World = ReturnType<typeof createWorld>;

export function createWorld({
  seed = 1,
  nodes: count = 2,
  proxyMode = PROXY_MODE_DEFAULT,
  images = [],
}: WorldOptions = {}) {
  const loop = new Loop();
  const random = new Random(`test/${seed}`);
  const api = new ApiServer({ loop, random, epochMs: EPOCH_MS });
  for (const name of ["default", "kube-system", "shop"]) {
    api.create(namespaces, "", { metadata: { name } });
    api.create(configMaps, name, {
      metadata: { name: "kube-root-ca.crt" },
      data: { "ca.crt": "a certificate\n" },
    });
  }
  api.create(services, "default", {
    metadata: { name: "kubernetes" },
    spec: { clusterIP: "10.96.0.1", ports: [{ name: "https", port: 443, targetPort: 6443 }] },
  });
  createDns(api, random.fork("kube-system"), count);
  const hops: Hop[] = [];
  const network = new Network({ loop, epochMs: EPOCH_MS, onHop: (hop) => hops.push(hop) });
  const registerKubelet = api.registerKubelet.bind(api);
  const nodes = createNodes({
    api,
    loop,
    random,
    network,
    images: createImageRegistry(images),
    epochMs: EPOCH_MS,
    count,
    proxyMode: proxyModes[proxyMode],
    registerKubelet,
  });

  return {
    loop,
    network,
    nodes,
    hops,
    close: () => network.close(),
    ...objectsOf(api),

    send(from: string, host: string, port = 80, more: Partial<OutgoingRequest> = {}): Promise<Outcome> {
      const request = { method: "GET", host, port, path: "/", headers: {}, body: "", ...more };
      return loop.run(() => nodes.clientFor(from).send(request));
    },
  };
}

/** coredns and the slice that a controller would write. */
function createDns(api: ApiServer, random: Random, count: number): void {
  const nodes = nodeAddresses(count);
  const [first, last] = [nodes[0], nodes.at(-1)] as [NodeAddresses, NodeAddresses];
  const places = [
    { node: first, podIP: first.podIPs[0] ?? "" },
    { node: last, podIP: last.podIPs[1] ?? "" },
  ];
  createDnsService(api, CLUSTER_DNS_IP);
  createCoreDns({ api, random, timestamp: timestampOf(EPOCH_MS) }, places);
  api.create(endpointSlices, "kube-system", {
    metadata: { name: "kube-dns", labels: { [SERVICE_NAME_LABEL]: "kube-dns" } },
    addressType: "IPv4",
    ports: [
      { name: "dns", protocol: "UDP", port: 53 },
      { name: "dns-tcp", protocol: "TCP", port: 53 },
    ],
    endpoints: places.map(({ node, podIP }) => ({
      addresses: [podIP],
      conditions: { ready: true },
      nodeName: node.name,
    })),
  });
}

/** How a test writes and reads the objects of its world. */
function objectsOf(api: ApiServer) {
  return {
    api,
    pod: (name: string): Pod => api.get(pods, "default", name),

    /** Creates a Pod that is bound already. */
    place(
      name: string,
      node: string,
      spec: Partial<Draft<Pod["spec"]>> & { image?: string } = {},
      namespace = "default",
    ): Pod {
      const { image = "gasbugs/http-go", ...rest } = spec;
      const containers = rest.containers ?? [{ name: "main", image }];
      return api.create(pods, namespace, {
        metadata: { name },
        spec: { nodeName: node, ...rest, containers },
      });
    },

    createService(name: string, spec: Draft<Service["spec"]>, namespace = "default"): Service {
      return api.create(services, namespace, { metadata: { name }, spec });
    },

    /** Makes it one of type LoadBalancer, with the address that a cloud gave it. */
    giveLoadBalancer(name: string, ip: string): void {
      api.patch(services, "default", name, {
        type: "application/merge-patch+json",
        body: { spec: { type: "LoadBalancer" } },
      });
      const service = api.get(services, "default", name);
      api.update(
        services,
        { ...service, status: { loadBalancer: { ingress: [{ ip }] } } },
        { subresource: "status" },
      );
    },

    /** Writes the one slice of a Service: ready endpoints by address, each with its node. */
    setEndpoints(
      service: string,
      port: number,
      endpoints: readonly {
        ip: string;
        node?: string;
        conditions?: Draft<SliceEndpoint>["conditions"];
        hostname?: string;
      }[],
      namespace = "default",
    ): void {
      const found = api.find(endpointSlices, namespace, service);
      const slice: Draft<EndpointSlice> = {
        metadata: { name: service, namespace, labels: { [SERVICE_NAME_LABEL]: service } },
        addressType: "IPv4",
        ports: [{ name: "", protocol: "TCP", port }],
        endpoints: endpoints.map(({ ip, node, hostname, conditions = { ready: true } }) => ({
          addresses: [ip],
          conditions,
          ...(node === undefined ? {} : { nodeName: node }),
          ...(hostname === undefined ? {} : { hostname }),
        })),
      };
      if (found === undefined) api.create(endpointSlices, namespace, slice);
      else api.update(endpointSlices, slice);
    },

    /** `reason message` of each event about an object, in the order of their first appearance, with counts above one. */
    eventsOf(name: string): string[] {
      const found = api
        .list(events, { namespace: "default" })
        .items.filter((event: Event) => event.involvedObject.name === name);
      const inOrder = [...found].sort(
        (a, b) =>
          Number.parseInt(a.metadata.name.split(".").at(-1) ?? "", 16) -
          Number.parseInt(b.metadata.name.split(".").at(-1) ?? "", 16),
      );
      return inOrder.map(
        ({ reason, message, count = 1 }) => `${reason} ${message}${count > 1 ? ` (x${count})` : ""}`,
      );
    },
  };
}

/** The body of an answer, or the code of an error with how it came: `ECONNREFUSED after 0`. */
export function told(outcome: Outcome): string {
  return "reply" in outcome
    ? outcome.reply.body.trimEnd()
    : `${outcome.error.code} after ${outcome.error.afterMs}`;
}
