/** All kinds, in the order of discovery: core first, then the other groups. A new kind is a file here and a line below. */
import type { AnyKind } from "../kind.ts";
import { configMaps } from "./config-map.ts";
import { deployments } from "./deployment.ts";
import { endpointSlices } from "./endpoint-slice.ts";
import { endpoints } from "./endpoints.ts";
import { events } from "./event.ts";
import { namespaces } from "./namespace.ts";
import { nodes } from "./node.ts";
import { pods } from "./pod.ts";
import { replicaSets } from "./replica-set.ts";
import { services } from "./service.ts";

export const kinds: readonly AnyKind[] = [
  configMaps,
  endpoints,
  events,
  namespaces,
  nodes,
  pods,
  services,
  deployments,
  replicaSets,
  endpointSlices,
];
