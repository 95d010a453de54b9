/** What a check gets: the learner's cluster after the replay, and short ways to ask it things. */
import { type Cluster, nodes, pods, type Service, services } from "service-bootcamp";

/** A label of the check's own Pods, so that diagnoses leave them out and no selector of a learner matches them. */
export const CHECK_LABEL = "service-bootcamp/check";

/** A Service that is asked about; it need not exist. */
export class ServiceSubject {
  readonly cluster: Cluster;
  readonly namespace: string;
  readonly name: string;

  constructor(cluster: Cluster, namespace: string, name: string) {
    this.cluster = cluster;
    this.namespace = namespace;
    this.name = name;
  }

  /** The object as it is now; undefined when there is none. */
  get object(): Service | undefined {
    return this.cluster.api.find(services, this.namespace, this.name);
  }
}

/** The way from one client to one URL: what requests are sent along. */
export class Route {
  readonly cluster: Cluster;
  /** As `cluster.request` takes it: `pod/NAME`, `node/NAME`, `outside`. */
  readonly from: string;
  readonly url: string;

  constructor(cluster: Cluster, from: string, url: string) {
    this.cluster = cluster;
    this.from = from;
    this.url = url;
  }

  /** Decides how answers are judged: whether endpoints take turns, or chance chooses among them. */
  get takesTurns(): boolean {
    return this.cluster.proxyMode.takesTurns;
  }

  /** The Service that the host means inside the cluster, by its name or its cluster IP: `http-go-svc`, `http-go-svc.default.svc`. */
  get service(): ServiceSubject {
    const { hostname } = new URL(this.url);
    const owner = this.cluster.api.list(services).items.find(({ spec }) => spec.clusterIP === hostname);
    const [name = "", namespace = "default"] =
      owner === undefined ? hostname.split(".") : [owner.metadata.name, owner.metadata.namespace];
    return new ServiceSubject(this.cluster, namespace, name);
  }

  /** The port that requests go to. */
  get port(): number {
    const { port, protocol } = new URL(this.url);
    return port === "" ? (protocol === "https:" ? 443 : 80) : Number(port);
  }
}

/** A Pod of the check's own, so that nothing depends on Pods that a learner may have removed. */
export interface Client {
  readonly name: string;
  to(url: string): Route;
}

export interface CheckContext {
  readonly cluster: Cluster;
  /** chai's, with the questions of grader/expect. */
  readonly expect: Chai.ExpectStatic;
  /** The Service of that name, in namespace default unless told. */
  service(name: string, namespace?: string): ServiceSubject;
  /** The same as it was after setup.sh, before the learner's first command; undefined when there was none. */
  serviceBefore(name: string, namespace?: string): Service | undefined;
  /** Deletes Pods of namespace default at once and waits until the cluster has come to rest. */
  deletePods(names: readonly string[]): Promise<void>;
  /** Starts a client Pod in namespace default and waits until it runs; the same name gives the same Pod. */
  client(name: string): Promise<Client>;
  /** The ways from every node itself; a node knows no cluster DNS, so give the URL an address. */
  fromEveryNode(url: string): readonly Route[];
}

export interface ContextOptions {
  readonly cluster: Cluster;
  readonly expect: Chai.ExpectStatic;
  readonly servicesBefore: readonly Service[];
}

export function createContext({ cluster, expect, servicesBefore }: ContextOptions): CheckContext {
  return {
    cluster,
    expect,
    service: (name, namespace = "default") => new ServiceSubject(cluster, namespace, name),
    serviceBefore: (name, namespace = "default") =>
      servicesBefore.find(({ metadata }) => metadata.name === name && metadata.namespace === namespace),
    async deletePods(names) {
      for (const name of names) cluster.api.delete(pods, "default", name, { gracePeriodSeconds: 0 });
      await cluster.settle();
    },
    fromEveryNode: (url) =>
      cluster.api.list(nodes).items.map(({ metadata }) => new Route(cluster, `node/${metadata.name}`, url)),
    async client(name) {
      const pod = `check-${name}`;
      await startClient(cluster, pod);
      return { name: pod, to: (url) => new Route(cluster, `pod/${pod}`, url) };
    },
  };
}

async function startClient(cluster: Cluster, name: string): Promise<void> {
  if (cluster.api.find(pods, "default", name) === undefined) {
    cluster.api.create(pods, "default", {
      metadata: { name, labels: { [CHECK_LABEL]: name } },
      spec: { containers: [{ name: "client", image: "busybox", command: ["sleep", "1000000"] }] },
    });
  }
  await cluster.settle();
  const phase = cluster.api.find(pods, "default", name)?.status.phase;
  if (phase !== "Running") throw new Error(`the check's own client Pod ${name} is ${phase ?? "gone"}`);
}
