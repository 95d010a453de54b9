/** The endpoints a Service should have, grouped by the ports they serve. Models podToEndpoint of k8s.io/endpointslice. */
import type { SliceEndpoint, SlicePort } from "../../api/kinds/endpoint-slice.ts";
import type { Node } from "../../api/kinds/node.ts";
import type { Pod } from "../../api/kinds/pod.ts";
import type { Service } from "../../api/kinds/service.ts";
import { isPodReady } from "../pod-state.ts";
import { createPortResolver, endpointHostname, isEndpoint, podReference, type ResolvedPort } from "../service-endpoint.ts";

export interface EndpointGroup {
  readonly ports: readonly SlicePort[];
  readonly endpoints: SliceEndpoint[];
}

/** Lists of ports with the same key go into the same slices. */
export function portsKey(ports: readonly SlicePort[] | undefined): string {
  return (ports ?? []).map(({ name, protocol, port, appProtocol }) => `${name ?? ""}/${protocol ?? ""}/${port ?? ""}/${appProtocol ?? ""}`).join(",");
}

/** @param nodeOf the node of that name; Pods on a node that is gone are left out, unless everything is published. */
export function desiredGroups(service: Service, pods: Iterable<Pod>, nodeOf: (name: string) => Node | undefined): Map<string, EndpointGroup> {
  const publishAll = service.spec.publishNotReadyAddresses === true;
  const resolve = createPortResolver(service);
  const groups = new Map<string, EndpointGroup>();
  const groupOf = new Map<readonly ResolvedPort[], EndpointGroup>();
  for (const pod of pods) {
    if (!isEndpoint(pod, true)) continue;
    const node = nodeOf(pod.spec.nodeName ?? "");
    if (node === undefined && !publishAll) continue;
    const resolved = resolve(pod);
    let group = groupOf.get(resolved);
    if (group === undefined) {
      const ports = resolved.map(toSlicePort);
      group = groups.get(portsKey(ports)) ?? { ports, endpoints: [] };
      groups.set(portsKey(ports), group);
      groupOf.set(resolved, group);
    }
    group.endpoints.push(toEndpoint(pod, service, publishAll, node));
  }
  return groups;
}

function toSlicePort({ servicePort, port }: ResolvedPort): SlicePort {
  const { name = "", protocol, appProtocol } = servicePort;
  return { name, protocol, port, ...(appProtocol === undefined ? {} : { appProtocol }) };
}

function toEndpoint(pod: Pod, service: Service, publishAll: boolean, node: Node | undefined): SliceEndpoint {
  const serving = isPodReady(pod);
  const terminating = pod.metadata.deletionTimestamp !== undefined;
  const zone = node?.metadata.labels?.["topology.kubernetes.io/zone"];
  const hostname = endpointHostname(pod, service);
  return {
    addresses: [pod.status.podIP ?? ""],
    conditions: { ready: publishAll || (serving && !terminating), serving, terminating },
    ...(hostname === undefined ? {} : { hostname }),
    targetRef: podReference(pod),
    ...((pod.spec.nodeName ?? "") === "" ? {} : { nodeName: pod.spec.nodeName }),
    ...(zone === undefined || zone === "" ? {} : { zone }),
  };
}
