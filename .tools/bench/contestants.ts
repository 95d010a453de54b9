/** The same work in this product and in webernetes: what `npm run bench -- --peer` compares, each in a process of its own. */
import { newCluster, shop } from "./shops.ts";
import { cpuOf, maxRssMb } from "./table.ts";
import { loadWebernetes, type PeerCluster, type ProcessContext, type Webernetes } from "./webernetes.ts";

/** What is done in one process. The numbers are those of its rows. */
export interface Contestant {
  /** @returns milliseconds of processor time from nothing to the answer of a first read of the API. */
  coldRead(): Promise<readonly number[]>;
  /** @returns seconds of processor time, and requests a second of it. */
  hundredPods(): Promise<readonly number[]>;
  /** @returns seconds of processor time, and the most memory in MB. */
  threeHundredPods(): Promise<readonly number[]>;
}

const NODES = 4;
/** By Service name, from a Pod, one after the other. */
const REQUESTS = 2000;

export const ours: Contestant = {
  async coldRead() {
    const cpu = await cpuOf(async () => {
      const { services } = await import("service-bootcamp");
      const cluster = await newCluster({ nodes: NODES });
      cluster.api.list(services, { namespace: "default" });
    });
    return [cpu];
  },
  async hundredPods() {
    const { createCluster } = await import("service-bootcamp");
    let cluster = await createCluster();
    const cpu = await cpuOf(async () => {
      cluster = await shop(100, NODES);
    });
    await cluster.run("kubectl run client --image=busybox -- sleep 1d");
    await cluster.settle();
    return [cpu / 1000, await rateOf(() => cluster.request({ from: "pod/client", url: "http://web" }))];
  },
  async threeHundredPods() {
    await import("service-bootcamp");
    return [(await cpuOf(() => shop(300, NODES))) / 1000, maxRssMb()];
  },
};

export const webernetes: Contestant = {
  async coldRead() {
    const cpu = await cpuOf(async () => {
      const { Cluster } = await loadWebernetes();
      const cluster = new Cluster({ nodes: NODES });
      await cluster.init();
      await cluster.api.corev1.listNamespacedService({ namespace: "default" });
    });
    return [cpu];
  },
  async hundredPods() {
    const peer = await loadWebernetes();
    const client = clientImage(peer);
    let cluster: PeerCluster | undefined;
    const cpu = await cpuOf(async () => {
      cluster = await peerShop(peer, 100);
    });
    cluster?.registerImage(client.image);
    await cluster?.apply([pod("client", "client:1.0")]);
    const context = await client.started;
    return [cpu / 1000, await rateOf(() => context.fetch("http://web"))];
  },
  async threeHundredPods() {
    const peer = await loadWebernetes();
    return [(await cpuOf(() => peerShop(peer, 300))) / 1000, maxRssMb()];
  },
};

/** @returns requests a second of processor time. */
async function rateOf(send: () => Promise<{ readonly status?: number }>): Promise<number> {
  const cpu = await cpuOf(async () => {
    for (let at = 0; at < REQUESTS; at++) {
      const { status } = await send();
      if (status !== 200) throw new Error(`request ${at} was answered with ${status}`);
    }
  });
  return (REQUESTS / cpu) * 1000;
}

/** As `shop` of this product: a Deployment with its Service, ready. */
async function peerShop(peer: Webernetes, replicas: number): Promise<PeerCluster> {
  const cluster = new peer.Cluster({ nodes: NODES });
  cluster.registerImage(serverImage(peer));
  await cluster.init();
  const isReady = untilReady(cluster, replicas);
  const labels = { app: "web" };
  const { spec } = pod("web", "server:1.0");
  await cluster.apply([
    {
      apiVersion: "apps/v1",
      kind: "Deployment",
      metadata: { name: "web" },
      spec: { replicas, selector: { matchLabels: labels }, template: { metadata: { labels }, spec } },
    },
    {
      apiVersion: "v1",
      kind: "Service",
      metadata: { name: "web" },
      spec: { selector: labels, ports: [{ port: 80, targetPort: 8080, protocol: "TCP" }] },
    },
  ]);
  await isReady;
  return cluster;
}

function pod(name: string, image: string) {
  return {
    apiVersion: "v1",
    kind: "Pod",
    metadata: { name },
    spec: { containers: [{ name: "main", image }] },
  };
}

function untilReady(cluster: PeerCluster, count: number): Promise<void> {
  const ready = new Map<string, number>();
  return new Promise((resolve) => {
    cluster.informer("endpointslices", (_type, { metadata, endpoints = [] }) => {
      if (metadata.labels?.["kubernetes.io/service-name"] !== "web") return;
      ready.set(metadata.name, endpoints.filter(({ conditions }) => conditions?.ready === true).length);
      if ([...ready.values()].reduce((sum, each) => sum + each, 0) >= count) resolve();
    });
  });
}

function serverImage({ BaseImage }: Webernetes) {
  return class extends BaseImage {
    static readonly imageName = "server";
    static readonly imageVersion = "1.0";
    override readonly defaultCommand = ["serve"];
    override exec(context: ProcessContext): Promise<number> {
      context.listenHttp(8080, async () => ({ status: 200, body: "here\n" }));
      return context.waitUntilKilled();
    }
  };
}

/** An image that does nothing but lend its process. */
function clientImage({ BaseImage }: Webernetes) {
  let lend: (context: ProcessContext) => void = () => {};
  const started = new Promise<ProcessContext>((resolve) => {
    lend = resolve;
  });
  const image = class extends BaseImage {
    static readonly imageName = "client";
    static readonly imageVersion = "1.0";
    override readonly defaultCommand = ["wait"];
    override exec(context: ProcessContext): Promise<number> {
      lend(context);
      return context.waitUntilKilled();
    }
  };
  return { image, started };
}
