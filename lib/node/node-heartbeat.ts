/**
 * A kubelet's heartbeats: it renews its Lease every ten seconds and repeats the conditions of its node every five
 * minutes. Models pkg/kubelet/nodelease and nodestatus.
 *
 * No controller here waits for them, because no node gets lost. So they are computed when a Lease or a node is read, and an
 * hour of simulated time costs nothing. A watch of Leases or nodes reports other changes only.
 */

import type { Api } from "../api/api.ts";
import { type Lease, leases } from "../api/kinds/lease.ts";
import { namespaces } from "../api/kinds/namespace.ts";
import { type Node, nodes } from "../api/kinds/node.ts";
import { timestampOf } from "../api/time.ts";
import type { Random } from "../sim/random.ts";

const NODE_LEASES = "kube-node-lease";

const LEASE_SECONDS = 40;
const RENEW_MS = 10_000;
const STATUS_MS = 300_000;

/** The first beat; a kubelet that cannot write its Lease goes on without. @param now Unix milliseconds. */
export function createNodeLease(api: Api, node: Node, now: number, random: Random): void {
  if (api.find(namespaces, "", NODE_LEASES) === undefined) return;
  const { name, uid } = node.metadata;
  const lease = {
    // Its own uid, so that the random names of later objects do not depend on the number of nodes.
    metadata: {
      name,
      uid: random.uuid(),
      ownerReferences: [{ apiVersion: nodes.apiVersion, kind: nodes.kind, name, uid }],
    },
    spec: { holderIdentity: name, leaseDurationSeconds: LEASE_SECONDS, renewTime: microseconds(now) },
  };
  api.create(leases, NODE_LEASES, lease, { by: "component" });
}

/** The Lease as its kubelet has renewed it by now; Leases of others are as they are. */
export function renewedLease(lease: Lease, now: number): Lease {
  const { metadata, spec } = lease;
  if (
    metadata.namespace !== NODE_LEASES ||
    spec.holderIdentity !== metadata.name ||
    typeof spec.renewTime !== "string"
  )
    return lease;
  const renewed = latestBeat(spec.renewTime, RENEW_MS, now);
  return renewed === undefined
    ? lease
    : Object.freeze({ ...lease, spec: Object.freeze({ ...spec, renewTime: microseconds(renewed) }) });
}

/** The node with conditions as its kubelet has repeated them by now. */
export function heardNode(node: Node, now: number): Node {
  const conditions = node.status.conditions?.map((condition) => {
    const beat =
      typeof condition.lastHeartbeatTime === "string"
        ? latestBeat(condition.lastHeartbeatTime, STATUS_MS, now)
        : undefined;
    return beat === undefined
      ? condition
      : Object.freeze({ ...condition, lastHeartbeatTime: timestampOf(beat) });
  });
  if (
    conditions === undefined ||
    conditions.every((condition, at) => condition === node.status.conditions?.[at])
  )
    return node;
  return Object.freeze({
    ...node,
    status: Object.freeze({ ...node.status, conditions: Object.freeze(conditions) }),
  });
}

/** @returns undefined when none has been due since. */
function latestBeat(since: string, everyMs: number, now: number): number | undefined {
  const start = Date.parse(since);
  const beats = Math.floor((now - start) / everyMs);
  return beats > 0 ? start + beats * everyMs : undefined;
}

const microseconds = (now: number): string => `${new Date(now).toISOString().slice(0, 23)}000Z`;
