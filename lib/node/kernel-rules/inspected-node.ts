/** What the printers of this folder need to know about a node. */
import type { Frontend } from "../service-table.ts";

export interface InspectedNode {
  readonly name: string;
  readonly ip: string;
  /** The node's own address in its Pods' network. */
  readonly podGateway: string;
  /** The addresses of all Pods, as `10.244.0.0/16`. */
  readonly podCIDR: string;
  /** The zone that its label names. */
  readonly zone: string | undefined;
  /** kube-proxy's mode. */
  readonly mode: string;
  readonly frontends: readonly Frontend[];
}
