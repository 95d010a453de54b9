/** What each type of Service has and lacks. Models pkg/api/service/util.go and pkg/registry/core/service/strategy.go. */
import type { Mutable } from "../schema.ts";
import type { Service } from "./service.ts";

type AnyService = { readonly spec: Service["spec"] };

export const isHeadless = ({ spec }: AnyService): boolean =>
  spec.clusterIPs?.length === 1 && spec.clusterIPs[0] === "None";
export const needsClusterIP = ({ spec }: AnyService): boolean => spec.type !== "ExternalName";
export const needsNodePort = ({ spec }: AnyService): boolean =>
  spec.type === "NodePort" || spec.type === "LoadBalancer";
export const isExternallyAccessible = ({ spec }: AnyService): boolean =>
  needsNodePort({ spec }) || (spec.type === "ClusterIP" && (spec.externalIPs ?? []).length > 0);
export const needsHealthCheckNodePort = ({ spec }: AnyService): boolean =>
  spec.type === "LoadBalancer" && spec.externalTrafficPolicy === "Local";

const sameList = (a: readonly unknown[] = [], b: readonly unknown[] = []): boolean =>
  a.length === b.length && a.every((item, at) => item === b[at]);

/** A client that sends only `clusterIP`, as old ones do, means the list as well. */
export function fillClusterIPs({ spec }: Mutable<Service>): void {
  if ((spec.clusterIP ?? "") !== "" && (spec.clusterIPs ?? []).length === 0)
    spec.clusterIPs = [spec.clusterIP as string];
}

/** Keeps the two fields of the cluster IP saying the same when an update changes one of them. */
export function alignClusterIPs({ spec }: Mutable<Service>, old: Service): void {
  if ((spec.clusterIPs ?? []).length === 0 && spec.clusterIP === old.spec.clusterIP)
    spec.clusterIPs = copyOf(old.spec.clusterIPs);
  if (spec.clusterIP === old.spec.clusterIP || !sameList(spec.clusterIPs, old.spec.clusterIPs)) return;
  const cleared = (spec.clusterIP ?? "") === "" && (old.spec.clusterIP ?? "") !== "";
  spec.clusterIPs = cleared ? undefined : [spec.clusterIP as string];
}

/** Lets a client leave out what the server gave, as `kubectl replace` of the first manifest does. */
export function keepAllocatedValues(service: Mutable<Service>, old: Service): void {
  const { spec } = service;
  if (needsClusterIP(old) && needsClusterIP(service)) {
    if ((spec.clusterIP ?? "") === "") spec.clusterIP = old.spec.clusterIP;
    if ((spec.clusterIPs ?? []).length === 0) spec.clusterIPs = copyOf(old.spec.clusterIPs);
  }
  if (needsNodePort(old) && needsNodePort(service)) keepNodePorts(service, old);
  if (needsHealthCheckNodePort(old) && needsHealthCheckNodePort(service))
    spec.healthCheckNodePort ||= old.spec.healthCheckNodePort;
}

/** Ports keep their node port by name, whatever else changed about them. */
function keepNodePorts({ spec }: Mutable<Service>, old: Service): void {
  const byName = new Map((old.spec.ports ?? []).map((port) => [port.name ?? "", port.nodePort ?? 0]));
  const before = new Set(byName.values());
  const used = new Set(
    (spec.ports ?? []).map((port) => port.nodePort ?? 0).filter((port) => port !== 0 && before.has(port)),
  );
  for (const port of spec.ports ?? []) {
    const known = byName.get(port.name ?? "") ?? 0;
    if ((port.nodePort ?? 0) !== 0 || known === 0 || used.has(known)) continue;
    port.nodePort = known;
    used.add(known);
  }
}

/** After a change of type: drops what the old type had been given and the new one does not have, unless the client changed it. */
export function dropTypeDependentFields(service: Mutable<Service>, old: Service): void {
  const { spec } = service;
  const { spec: before } = old;
  if (needsClusterIP(old) && !needsClusterIP(service)) {
    if (sameList(spec.clusterIPs, before.clusterIPs)) {
      spec.clusterIP = undefined;
      spec.clusterIPs = undefined;
    }
    if (sameList(spec.ipFamilies, before.ipFamilies)) spec.ipFamilies = undefined;
    if (spec.ipFamilyPolicy === before.ipFamilyPolicy) spec.ipFamilyPolicy = undefined;
  }
  const nodePorts = (ports: AnyService["spec"]["ports"]): number[] =>
    (ports ?? []).map((port) => port.nodePort ?? 0).sort();
  if (
    needsNodePort(old) &&
    !needsNodePort(service) &&
    sameList(nodePorts(spec.ports), nodePorts(before.ports))
  ) {
    for (const port of spec.ports ?? []) port.nodePort = undefined;
  }
  const drop = (
    field:
      | "healthCheckNodePort"
      | "allocateLoadBalancerNodePorts"
      | "loadBalancerClass"
      | "externalTrafficPolicy",
  ): void => {
    if (spec[field] === before[field]) spec[field] = undefined;
  };
  if (needsHealthCheckNodePort(old) && !needsHealthCheckNodePort(service)) drop("healthCheckNodePort");
  if (before.type === "LoadBalancer" && spec.type !== "LoadBalancer") {
    drop("allocateLoadBalancerNodePorts");
    drop("loadBalancerClass");
  }
  if (isExternallyAccessible(old) && !isExternallyAccessible(service)) drop("externalTrafficPolicy");
}

const copyOf = (list: readonly string[] | undefined): string[] | undefined =>
  list === undefined ? undefined : [...list];
