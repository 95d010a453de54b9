/**
 * Everything that runs on the nodes of one cluster: their Node objects, a kubelet and a kube-proxy on each, the
 * cluster's DNS, and the network as a Pod, a node or the learner's own machine sees it.
 */
import type { Api, KubeletConnection } from "../api/api.ts";
import type { ImageRegistry } from "../images/index.ts";
import type { NetworkClient } from "../network/http.ts";
import type { Network } from "../network/network.ts";
import type { Loop } from "../sim/loop.ts";
import type { Random } from "../sim/random.ts";
import type { ProxyModeName } from "./proxy-modes/index.ts";

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
  readonly proxyMode: ProxyModeName;
  /** Makes a node's kubelet reachable for exec, attach and logs. */
  readonly registerKubelet: (node: string, connection: KubeletConnection) => void;
}

export interface Nodes {
  readonly names: readonly string[];
  /**
   * The network as somebody sees it.
   * @param from `pod/NAME`, `pod/NAMESPACE/NAME`, `node/NAME` or `outside`.
   * @throws ApiError NotFound when there is no such Pod or node, BadRequest when the text has another form or the Pod does not run.
   */
  clientFor(from: string): NetworkClient;
}
