/** What questions are asked about: a Service, and the way from one client to one URL. */
import { type Cluster, type Hop, type Reply, type Server, type Service, services } from "service-bootcamp";
import { observe } from "./observed.ts";

/** Simulated time that a check's client waits for an answer. */
const TIMEOUT = "10s";

/** The same for two replies only when the same Pod, node or host gave both: names may come again. */
export function identityOf({ kind, uid, ip }: Server): string {
  return `${kind}/${uid ?? ip}`;
}

/** A Service that is asked about; it need not exist. */
export class ServiceSubject {
  readonly cluster: Cluster;
  readonly namespace: string;
  readonly name: string;
  readonly #visitor: (() => Promise<string>) | undefined;

  /** @param visitor starts the check's own client, where there is one. @returns it as `cluster.request` takes it. */
  constructor(cluster: Cluster, namespace: string, name: string, visitor?: () => Promise<string>) {
    this.cluster = cluster;
    this.namespace = namespace;
    this.name = name;
    this.#visitor = visitor;
  }

  /** The object as it is now; undefined when there is none. */
  get object(): Service | undefined {
    return this.cluster.api.find(services, this.namespace, this.name);
  }

  /** From where its endpoints are asked. */
  async visitor(): Promise<string> {
    return (await this.#visitor?.()) ?? "node/node-1";
  }
}

/** Who sends requests. */
export interface Sender {
  /** As `cluster.request` takes it: `pod/NAMESPACE/NAME`, `node/NAME`, `outside`. */
  readonly from: string;
  /** What a learner reads: a name that the exercise gave, or the node. */
  readonly label: string;
  /** The namespace in which it looks for names. */
  readonly namespace: string;
}

/** The way from one client to one URL: what requests are sent along. */
export class Route {
  readonly cluster: Cluster;
  readonly sender: Sender;
  readonly url: string;
  readonly #endpointOf: string | undefined;

  /** @param endpointOf the Service whose endpoints are visited one by one, of which this is one. */
  constructor(cluster: Cluster, sender: Sender, url: string, endpointOf?: string) {
    this.cluster = cluster;
    this.sender = sender;
    this.url = url;
    this.#endpointOf = endpointOf;
  }

  /** One request along it. */
  async request(): Promise<Reply> {
    const reply = await this.cluster.request({ from: this.sender.from, url: this.url, timeout: TIMEOUT });
    this.#observe([reply]);
    return reply;
  }

  /** So many requests, one every so often, whatever happens meanwhile. */
  async traffic(count: number, every: string): Promise<readonly Hop[]> {
    const { from } = this.sender;
    const hops = await this.cluster.traffic({ from, url: this.url, count, every, timeout: TIMEOUT });
    this.#observe(hops);
    return hops;
  }

  /** The same by a client that goes on using its connection while the server allows it. */
  async keptTraffic(count: number, every: string): Promise<readonly Hop[]> {
    const { from } = this.sender;
    const hops = await this.cluster.traffic({ from, url: this.url, count, every, keepAlive: true });
    this.#observe(hops);
    return hops;
  }

  #observe(answers: readonly (Reply | Hop)[]): void {
    observe(
      this.cluster,
      { client: this.sender.label, url: this.url, endpointOf: this.#endpointOf },
      answers,
    );
  }

  /** Decides how answers are judged: whether endpoints take turns, or chance chooses among them. */
  get takesTurns(): boolean {
    return this.cluster.proxyMode.takesTurns;
  }

  /** The Service that the host means, by its name or one of its addresses: `http-go-svc`, `http-go-svc.default.svc`, `10.96.0.7`. */
  get service(): ServiceSubject {
    const { hostname } = new URL(this.url);
    const owner = this.cluster.api
      .list(services)
      .items.find(
        ({ spec, status }) =>
          spec.clusterIP === hostname ||
          status.loadBalancer.ingress?.some(({ ip }) => ip === hostname) === true,
      );
    const [name = "", namespace = this.sender.namespace] =
      owner === undefined ? hostname.split(".") : [owner.metadata.name, owner.metadata.namespace];
    return new ServiceSubject(this.cluster, namespace, name, async () => this.sender.from);
  }

  /** The port that requests go to. */
  get port(): number {
    const { port, protocol } = new URL(this.url);
    return port === "" ? (protocol === "https:" ? 443 : 80) : Number(port);
  }
}

/** A Pod of the check's own, so that nothing depends on Pods that a learner may have made, changed or removed. */
export interface Client {
  readonly name: string;
  to(url: string): Route;
}
