/**
 * The part of the cluster that belongs to the check: clients with drawn names, in a namespace of their own, one on every
 * node, on nodes that take them whatever the learner did to these. It stands once the answer was replayed, and nothing of
 * the learner's can have been there before.
 */
import { createHash } from "node:crypto";
import { type Cluster, type Node, namespaces, nodes, pods } from "service-bootcamp";
import { type Client, Route } from "./subjects.ts";

/** A label of the check's own Pods, so that diagnoses leave them out and no selector of a learner matches them. */
export const CHECK_LABEL = "service-bootcamp/check";

export interface ClientOptions {
  /** Whose short names it knows: a Pod of this namespace would. Default `default`. */
  readonly namespace?: string;
}

export class CheckWorld {
  readonly #cluster: Cluster;
  readonly #seed: number;
  readonly #nodes: readonly Node[];
  /** Names of Pods by the labels of clients. */
  readonly #clients = new Map<string, string>();
  #drawn = 0;
  #namespace: string | undefined;

  /** @param nodesBefore as they were before the learner's first command. */
  constructor(cluster: Cluster, seed: number, nodesBefore: readonly Node[]) {
    this.#cluster = cluster;
    this.#seed = seed;
    this.#nodes = nodesBefore;
  }

  /** A client of that label, started if it is not there yet; clients stand on the nodes in turn. */
  client(label: string, options: ClientOptions = {}): Promise<Client> {
    const node = this.#nodes[this.#clients.size % this.#nodes.length] as Node;
    return this.#clientOn(node, label, options);
  }

  /** One client on each node. */
  async clientOnEveryNode(options: ClientOptions = {}): Promise<readonly Client[]> {
    const clients: Client[] = [];
    for (const node of this.#nodes) clients.push(await this.#clientOn(node, node.metadata.name, options));
    return clients;
  }

  /** The nodes themselves; a node knows no cluster DNS. */
  nodeRoutes(url: string): readonly Route[] {
    return this.#nodes.map(({ metadata: { name } }) => {
      return new Route(this.#cluster, { from: `node/${name}`, label: name, namespace: "default" }, url);
    });
  }

  async #clientOn(node: Node, label: string, { namespace = "default" }: ClientOptions): Promise<Client> {
    const key = `${namespace}/${label}`;
    const name = this.#clients.get(key) ?? (await this.#start(node, namespace));
    this.#clients.set(key, name);
    const sender = { from: `pod/${this.#namespace}/${name}`, label, namespace };
    return { name: label, to: (url) => new Route(this.#cluster, sender, url) };
  }

  async #start({ metadata: { name: node } }: Node, search: string): Promise<string> {
    const namespace = await this.#prepare();
    const name = this.#draw();
    this.#cluster.api.create(pods, namespace, clientPod(name, node, search));
    await this.#cluster.settle();
    const phase = this.#cluster.api.find(pods, namespace, name)?.status.phase;
    if (phase !== "Running") throw new Error(`the check's own client on ${node} is ${phase ?? "gone"}`);
    return name;
  }

  /** The namespace, and the nodes as they were: one that was deleted registers itself again, as its kubelet would. */
  async #prepare(): Promise<string> {
    if (this.#namespace !== undefined) return this.#namespace;
    const { api } = this.#cluster;
    this.#namespace = this.#draw();
    api.create(namespaces, "", { metadata: { name: this.#namespace, labels: { [CHECK_LABEL]: "" } } });
    for (const { metadata, spec, status } of this.#nodes) {
      const { name, labels, annotations } = metadata;
      if (api.find(nodes, "", name) === undefined)
        api.create(nodes, "", { metadata: { name, labels, annotations }, spec, status });
    }
    await this.#cluster.settle();
    return this.#namespace;
  }

  /** A name that nobody could know before. */
  #draw(): string {
    const text = `service-bootcamp/check/${this.#seed}/${this.#drawn++}`;
    return `c${createHash("sha256").update(text).digest("hex").slice(0, 10)}`;
  }
}

function clientPod(name: string, node: string, search: string) {
  return {
    metadata: { name, labels: { [CHECK_LABEL]: "" } },
    spec: {
      nodeName: node,
      tolerations: [{ operator: "Exists" }],
      terminationGracePeriodSeconds: 0,
      dnsConfig: { searches: [`${search}.svc.cluster.local`] },
      containers: [{ name: "client", image: "busybox", command: ["sleep", "1000000000"] }],
    },
  };
}
