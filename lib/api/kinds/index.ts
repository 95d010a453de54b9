/** All kinds, in the order of discovery: core first, then the other groups. A new kind is a file here and a line below. */
import type { AnyKind } from "../kind.ts";
import { configMaps } from "./config-map.ts";
import { daemonSets } from "./daemon-set.ts";
import { deployments } from "./deployment.ts";
import { endpointSlices } from "./endpoint-slice.ts";
import { endpoints } from "./endpoints.ts";
import { events } from "./event.ts";
import { ingresses } from "./ingress.ts";
import { leases } from "./lease.ts";
import { namespaces } from "./namespace.ts";
import { networkPolicies } from "./network-policy.ts";
import { nodes } from "./node.ts";
import { pods } from "./pod.ts";
import { replicaSets } from "./replica-set.ts";
import { replicationControllers } from "./replication-controller.ts";
import { secrets } from "./secret.ts";
import { services } from "./service.ts";
import { serviceAccounts } from "./service-account.ts";
import { statefulSets } from "./stateful-set.ts";

export const kinds: readonly AnyKind[] = [
  configMaps,
  endpoints,
  events,
  namespaces,
  nodes,
  pods,
  replicationControllers,
  secrets,
  serviceAccounts,
  services,
  daemonSets,
  deployments,
  replicaSets,
  statefulSets,
  leases,
  endpointSlices,
  ingresses,
  networkPolicies,
];
