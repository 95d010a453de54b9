/** What a listing tells of: a node, and the ports of Services as its rules have them. */

import type { BackendPort } from "../backend-port.ts";
import type { RememberedClient } from "../client-affinity.ts";
import type { Endpoint } from "../service-endpoints.ts";
import type { Frontend } from "../service-table.ts";

export interface InspectedNode {
  readonly name: string;
  readonly ip: string;
  /** The node's own address in its Pods' network. */
  readonly podGateway: string;
  /** The addresses of all Pods, as `10.244.0.0/16`. */
  readonly podCIDR: string;
  /** The addresses of all Services, as `10.96.0.0/12`. */
  readonly serviceCIDR: string;
  /** The zone that its label names. */
  readonly zone: string | undefined;
  readonly frontends: readonly Frontend[];
  /** How many connections to an endpoint (`ip:port`) have ended lately. */
  readonly inactive: (frontend: Frontend, endpoint: string) => number;
  /** Clients that session affinity binds to an endpoint. */
  readonly remembered: (backend: BackendPort) => readonly RememberedClient[];
}

/** One port of a Service with all of its addresses. */
export interface InspectedPort {
  /** `namespace/name`, with `:port` where the port has a name. */
  readonly name: string;
  /** In lower case, as rules have it. */
  readonly protocol: string;
  readonly backend: BackendPort;
  readonly frontends: readonly Frontend[];
  /** The endpoints for traffic that may go anywhere. */
  readonly all: readonly Endpoint[];
  /** Those for traffic that stays on the node. */
  readonly local: readonly Endpoint[];
  /** Whether a policy lets traffic go anywhere, and whether one keeps it. */
  readonly usesAll: boolean;
  readonly usesLocal: boolean;
  /** All endpoints of the node's rules, each once. */
  readonly used: readonly Endpoint[];
}

export function portsOf({ name, zone, frontends }: InspectedNode): InspectedPort[] {
  const byBackend = new Map<BackendPort, Frontend[]>();
  for (const frontend of frontends)
    byBackend.set(frontend.backend, [...(byBackend.get(frontend.backend) ?? []), frontend]);
  return [...byBackend].map(([backend, own]) => {
    const { isInternalLocal, isExternalLocal, isExternallyAccessible } = backend;
    const usesAll = !isInternalLocal || isExternallyAccessible;
    const usesLocal = isInternalLocal || (isExternalLocal && isExternallyAccessible);
    const [all, local] = [backend.endpointsFor(zone), backend.endpointsOn(name)];
    const used = new Map(
      [...(usesAll ? all : []), ...(usesLocal ? local : [])].map((endpoint) => [endpoint.key, endpoint]),
    );
    return {
      name: backend.name === "" ? backend.service : `${backend.service}:${backend.name}`,
      protocol: backend.protocol.toLowerCase(),
      backend,
      frontends: own,
      all,
      local,
      usesAll,
      usesLocal,
      used: [...used.values()],
    };
  });
}
