/**
 * Everything that runs on the nodes of one cluster: their Node objects, a kubelet and a kube-proxy on each, the
 * cluster's DNS, and the network as a Pod, a node or the learner's own machine sees it.
 */
import type { Api, KubeletConnection } from "../api/api.ts";
import { badRequest, notFound } from "../api/api-error.ts";
import { createEventRecorder } from "../api/event-recorder.ts";
import { nodes } from "../api/kinds/node.ts";
import { pods } from "../api/kinds/pod.ts";
import { httpDate } from "../images/http-server.ts";
import type { ImageRegistry } from "../images/index.ts";
import type { NetworkClient, Source } from "../network/http.ts";
import { IpPool } from "../network/ip-pool.ts";
import { ListeningSockets } from "../network/listening-sockets.ts";
import type { Network } from "../network/network.ts";
import { answerOutside } from "../network/outside-names.ts";
import type { Loop } from "../sim/loop.ts";
import type { Random } from "../sim/random.ts";
import { ClusterDns } from "./cluster-dns.ts";
import { addSubnets, type NodeAddresses, nodeAddresses, OUTSIDE_IP } from "./cluster-network.ts";
import { ImagePuller } from "./image-puller.ts";
import { KubeProxy } from "./kube-proxy.ts";
import { Kubelet } from "./kubelet.ts";
import { askNameServer } from "./name-servers.ts";
import { type NameTrace, traceName } from "./name-trace.ts";
import { createNetworkClient } from "./network-client.ts";
import { enforceNetworkPolicies } from "./network-policies.ts";
import { createNodeLease } from "./node-heartbeat.ts";
import { inspectNode, type NodeInspection } from "./node-inspection.ts";
import { nodeObject } from "./node-object.ts";
import type { NodeRuntime } from "./node-runtime.ts";
import type { PodInspection } from "./pod-inspection.ts";
import type { ProxyMode } from "./proxy-modes/proxy-mode.ts";
import { nodeResolver, podResolver } from "./resolver-config.ts";
import { ServiceEnvironment } from "./service-environment.ts";
import { serviceHealth } from "./service-health.ts";
import { ServiceTable } from "./service-table.ts";
import { WallClock } from "./wall-clock.ts";

export interface NodesOptions {
  readonly api: Api;
  readonly loop: Loop;
  readonly random: Random;
  /** The cluster's network; nodes and Pods appear in it. */
  readonly network: Network;
  readonly images: ImageRegistry;
  /** Unix milliseconds when the loop stands at 0. */
  readonly epochMs: number;
  /** How many nodes; their names are `node-1`, `node-2`, and so on. */
  readonly count: number;
  readonly proxyMode: ProxyMode;
  /** Makes a node's kubelet reachable for exec, attach and logs. */
  readonly registerKubelet: (node: string, connection: KubeletConnection) => void;
}

export interface Nodes {
  readonly names: readonly string[];
  /**
   * The network as one client sees it.
   * @param from `pod/NAME`, `pod/NAMESPACE/NAME`, `node/NAME` or `outside`.
   * @throws ApiError NotFound when there is no such Pod or node, BadRequest when the text has another form or no node runs the Pod.
   */
  clientFor(from: string): NetworkClient;
  /** One node as an engineer at its shell finds it. @throws ApiError NotFound. */
  inspect(name: string): NodeInspection;
  /** One Pod as an engineer at its shell finds it; undefined when no node has it. */
  inspectPod(namespace: string, name: string): PodInspection | undefined;
  /** How a Pod finds a host by its name. @throws ApiError NotFound, or BadRequest when no node runs the Pod. */
  traceName(namespace: string, name: string, host: string): NameTrace;
  /** Ends all that runs in containers; a script in one could hold the host's process for long. */
  close(): void;
}

interface ClusterNode {
  readonly name: string;
  readonly kubelet: Kubelet;
  readonly ip: string;
  readonly sockets: ListeningSockets;
  readonly proxy: KubeProxy;
  readonly client: NetworkClient;
}

/** What all nodes of a cluster share. */
interface SharedParts {
  readonly options: NodesOptions;
  readonly clock: WallClock;
  readonly dns: ClusterDns;
  readonly table: ServiceTable;
  readonly serviceEnvironment: ServiceEnvironment;
}

/** Addresses that a node's Pods may begin with: another seed begins elsewhere. */
const POD_ADDRESS_STARTS = 64;

/** @throws RangeError for a number of nodes that the cluster's addresses do not allow. */
export function createNodes(options: NodesOptions): Nodes {
  const { api, loop, random, network, count, epochMs } = options;
  const addresses = nodeAddresses(count);
  addSubnets(network.topology);
  enforceNetworkPolicies(api, network.topology);
  const clock = new WallClock(loop, epochMs);
  const parts: SharedParts = {
    options,
    clock,
    dns: new ClusterDns({
      api,
      random: random.fork("dns"),
      askOutside: (question) => answerOutside(network.outside, question),
      now: clock.now,
    }),
    table: new ServiceTable(api, loop),
    serviceEnvironment: new ServiceEnvironment(api),
  };
  const all = addresses.map((each) => createNode(parts, each));
  const byName = new Map(all.map((node) => [node.name, node]));
  network.topology.setGateway(createGateway(parts.table, all));
  const inspectPod: Nodes["inspectPod"] = (namespace, name) => {
    const { nodeName = "" } = api.find(pods, namespace, name)?.spec ?? {};
    return byName.get(nodeName)?.kubelet.inspect(namespace, name);
  };
  openHealthChecks(parts.table, all, parts.clock);
  const outside = createMachineClient(network, { ip: OUTSIDE_IP });
  return {
    names: all.map(({ name }) => name),
    close: () => {
      for (const { kubelet } of all) kubelet.close();
    },
    inspect: (name) => {
      const node = byName.get(name);
      if (node === undefined) throw notFound(nodes, name);
      return inspectNode(node.proxy, parts.table);
    },
    inspectPod,
    traceName: (namespace, name, host) => {
      const client = findClient(api, byName, `pod/${namespace}/${name}`);
      const resolver = podResolver(api.get(pods, namespace, name));
      return traceName(host, client, resolver, inspectPod(namespace, name)?.hosts ?? new Map());
    },
    clientFor: (from) => (from === "outside" ? outside : findClient(api, byName, from)),
  };
}

function createNode(parts: SharedParts, addresses: NodeAddresses): ClusterNode {
  const { options, clock, dns, table, serviceEnvironment } = parts;
  const { api, loop, network, images, epochMs, proxyMode, registerKubelet } = options;
  const { name, ip, podBlock, podGateway } = addresses;
  const random = options.random.fork(name);
  const source: Source = { ip, node: name };
  const proxy = new KubeProxy({ name, ip, podGateway }, table, proxyMode, random.fork("kube-proxy"), loop);
  const runtime: NodeRuntime = {
    name,
    ip,
    rules: proxy,
    source,
    sockets: new ListeningSockets(),
    pool: new IpPool(podBlock, random.int(POD_ADDRESS_STARTS)),
    api,
    loop,
    clock,
    epochMs,
    random: random.fork("kubelet"),
    network,
    dns,
    puller: new ImagePuller(loop, random.fork("images"), images),
    recorder: createEventRecorder(api, { component: "kubelet", host: name }, clock),
    serviceEnvironment,
    processes: new Set(),
    hostFolders: new Map(),
  };
  network.topology.attach({ ip, server: { kind: "node", name, ip }, node: name, sockets: runtime.sockets });
  network.topology.addNode({ name, ip, podGateway, rules: proxy });
  const object = api.create(
    nodes,
    "",
    nodeObject({ name, ip, podCIDR: podBlock.text }, clock.timestamp(), random),
  );
  createNodeLease(api, object, clock.now(), random.fork("lease"));
  const kubelet = new Kubelet(runtime);
  registerKubelet(name, kubelet.connection);
  return { name, ip, kubelet, sockets: runtime.sockets, proxy, client: createMachineClient(network, source) };
}

/** The ports at which load balancers ask each node for a Service's health. */
function openHealthChecks(table: ServiceTable, all: readonly ClusterNode[], clock: WallClock): void {
  table.watchHealthChecks((check, isOpen) => {
    for (const { name, ip, sockets } of all) {
      const open = sockets.all.find(({ port, program }) => port === check.port && program === "kube-proxy");
      if (open !== undefined) sockets.close(open);
      if (!isOpen) continue;
      const handler = serviceHealth(check, name, () => httpDate(clock.now()));
      sockets.open({ address: "*", port: check.port, handler, program: "kube-proxy" }, ip);
    }
  });
}

/** A machine beside the cluster's DNS: it knows the names of the world outside, and none of the cluster. */
function createMachineClient(network: Network, source: Source): NetworkClient {
  return createNetworkClient({
    source,
    network,
    hosts: new Map([["localhost", "127.0.0.1"]]),
    resolver: nodeResolver,
    ask: (...question) => askNameServer(network, source, ...question),
  });
}

/** Which node receives a packet from outside to an address that is no node's own: those of load balancers and external IPs. */
function createGateway(
  table: ServiceTable,
  all: readonly ClusterNode[],
): (ip: string, port: number) => string | undefined {
  let turn = 0;
  return (ip, port) => {
    const frontend = table.find(ip, port) ?? table.anyAt(ip);
    if (frontend === undefined || frontend.kind === "ClusterIP") return undefined;
    const { backend } = frontend;
    const healthy = backend.isExternalLocal
      ? all.filter(({ name }) => backend.readyOn(name).length > 0)
      : all;
    return healthy.length === 0 ? all[0]?.name : healthy[turn++ % healthy.length]?.name;
  };
}

function findClient(api: Api, byName: ReadonlyMap<string, ClusterNode>, from: string): NetworkClient {
  const [, namespace = "default", name, nodeName] =
    /^(?:pod\/(?:([^/]+)\/)?([^/]+)|node\/([^/]*))$/.exec(from) ?? [];
  if (nodeName !== undefined) {
    const node = byName.get(nodeName);
    if (node === undefined) throw notFound(nodes, nodeName);
    return node.client;
  }
  if (name === undefined)
    throw badRequest(`"${from}" names no client: write pod/NAME, pod/NAMESPACE/NAME, node/NAME or outside`);
  const pod = api.get(pods, namespace, name);
  const client = byName.get(pod.spec.nodeName ?? "")?.kubelet.clientOf(namespace, name);
  if (client === undefined || (pod.status.podIP ?? "") === "")
    throw badRequest(
      `pod "${name}" in namespace "${namespace}" is not running: its phase is ${pod.status.phase}`,
    );
  return client;
}
