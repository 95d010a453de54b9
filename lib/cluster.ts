/** The cluster as Node runs it: it can be served to a real kubectl, and asks hosts outside through Node's HTTP client. */
import type { Listener } from "./http/listen.ts";
import { HostHttp } from "./network/host-http.ts";
import { SimulatedCluster, type SimulatedClusterOptions } from "./simulated-cluster.ts";

export type { RunOptions } from "./simulated-cluster.ts";

export interface ClusterOptions extends SimulatedClusterOptions {
  /**
   * Lets requests of Pods to addresses outside that nobody mocked leave this computer. Default false: they time out. Names
   * of the world outside are those of mocked hosts all the same.
   */
  readonly realNetwork?: boolean;
}

/** One simulated cluster and the machine of a learner in front of it. */
export class Cluster extends SimulatedCluster {
  readonly #listeners: Listener[] = [];

  /** @internal Use `createCluster`. */
  constructor({ realNetwork, ...options }: ClusterOptions) {
    super(options, {
      transport: new HostHttp({ realNetwork }),
      answerRaw: async (...request) => {
        const { getInProcess } = await import("./http/in-process.ts");
        return getInProcess(...request);
      },
      answerPod: async (...request) => {
        const { answerPod } = await import("./http/from-pods.ts");
        return answerPod(...request);
      },
    });
  }

  /**
   * Serves the API on 127.0.0.1 for a real kubectl, in real time, and writes a kubeconfig with a random token.
   *
   * @example
   * const listener = await cluster.serve({ port: 0 });
   * // KUBECONFIG=<listener.kubeconfig> kubectl get pods
   */
  async serve(
    options: { readonly port?: number; readonly kubeconfig?: string; readonly frozen?: boolean } = {},
  ): Promise<Listener> {
    // Only now: certificates and web sockets take longer to load than everything else, and few clusters are served.
    const { serve } = await import("./http/listen.ts");
    const { api, loop, epochMs } = this;
    const listener = await serve({ api, loop, epochMs, port: 0, ...options });
    this.#listeners.push(listener);
    return listener;
  }

  /** Frees what the cluster holds in the host: the served API, the answers of mocked hosts, and background jobs of the shell. */
  override async close(): Promise<void> {
    for (const listener of this.#listeners.splice(0)) await listener.close();
    await super.close();
  }
}

/**
 * Starts a cluster whose nodes are ready.
 *
 * @example
 * const cluster = await createCluster({ seed: 7, nodes: 3, proxyMode: "ipvs" });
 * const { stdout } = await cluster.run("kubectl get nodes");
 * await cluster.close();
 */
export async function createCluster(options: ClusterOptions = {}): Promise<Cluster> {
  const cluster = new Cluster(options);
  await cluster.settle();
  return cluster;
}
