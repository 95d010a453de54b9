/**
 * Cluster IPs and node ports: who has which, and what a Service gets. Models pkg/registry/core/service/{ipallocator,
 * portallocator,storage/alloc.go} of a cluster with one family, IPv4.
 *
 * Leaves out ServiceCIDR and IPAddress objects and the repair loops.
 */
import type { Random } from "../sim/random.ts";
import { type ApiError, internalError, invalid } from "./api-error.ts";
import { type FieldErrors, invalidValue } from "./field-error.ts";
import { ipFamily, ipv4ToNumber, numberToIPv4 } from "./ip-address.ts";
import type { Allocator, Allocators, RuleContext } from "./kind.ts";
import type { Service, ServicePort } from "./kinds/service.ts";
import { validateClusterIPs } from "./kinds/service-ip-validation.ts";
import { isHeadless, needsHealthCheckNodePort, needsNodePort } from "./kinds/service-types.ts";
import type { Mutable } from "./schema.ts";

/** 10.96.0.0/12 without its first and last address. */
const CLUSTER_IP_RANGE = { first: "10.96.0.1", last: "10.111.255.254", staticBand: 256 } as const;
const NODE_PORT_RANGE = { first: 30_000, last: 32_767, staticBand: 86 } as const;

export function createAllocators(random: Random): Allocators {
  return {
    clusterIP: createClusterIPAllocator(random.fork("cluster-ip")),
    nodePort: createNodePortAllocator(random.fork("node-port")),
  };
}

function createClusterIPAllocator(random: Random): Allocator<string> {
  const first = ipv4ToNumber(CLUSTER_IP_RANGE.first) as number;
  const range = new Range(
    first,
    ipv4ToNumber(CLUSTER_IP_RANGE.last) as number,
    CLUSTER_IP_RANGE.staticBand,
    random,
  );
  return {
    allocate(wanted) {
      const value = wanted === undefined ? range.takeAny() : ipv4ToNumber(wanted);
      if (wanted === undefined)
        return value === undefined ? { error: "range is full" } : { value: numberToIPv4(value) };
      if (value === undefined || !range.contains(value))
        return { error: "the provided network does not match the current range" };
      return range.take(value) ? { value: wanted } : { error: "provided IP is already allocated" };
    },
    release(value) {
      range.release(ipv4ToNumber(value) ?? 0);
    },
  };
}

function createNodePortAllocator(random: Random): Allocator<number> {
  const { first, last, staticBand } = NODE_PORT_RANGE;
  const range = new Range(first, last, staticBand, random);
  return {
    allocate(wanted) {
      const value = wanted ?? range.takeAny();
      if (value === undefined) return { error: "range is full" };
      if (wanted === undefined) return { value };
      if (!range.contains(wanted))
        return {
          error: `provided port is not in the valid range. The range of valid ports is ${first}-${last}`,
        };
      return range.take(wanted) ? { value } : { error: "provided port is already allocated" };
    },
    release: (value) => range.release(value),
  };
}

/** Numbers from first to last. The lowest ones, the static band, are kept for those who ask for a certain value. */
class Range {
  readonly #first: number;
  readonly #last: number;
  readonly #dynamicFirst: number;
  readonly #random: Random;
  readonly #taken = new Set<number>();

  constructor(first: number, last: number, staticBand: number, random: Random) {
    this.#first = first;
    this.#last = last;
    this.#dynamicFirst = first + staticBand;
    this.#random = random;
  }

  contains(value: number): boolean {
    return value >= this.#first && value <= this.#last;
  }

  take(value: number): boolean {
    if (this.#taken.has(value)) return false;
    this.#taken.add(value);
    return true;
  }

  /** A free value of the upper band, else of the static one, else undefined. */
  takeAny(): number | undefined {
    const value =
      this.#findFree(this.#dynamicFirst, this.#last) ?? this.#findFree(this.#first, this.#dynamicFirst - 1);
    if (value !== undefined) this.#taken.add(value);
    return value;
  }

  release(value: number): void {
    this.#taken.delete(value);
  }

  /** The first free value behind a random one, around the end. */
  #findFree(first: number, last: number): number | undefined {
    const size = last - first + 1;
    const start = this.#random.int(size);
    for (let step = 0; step < size; step++) {
      const value = first + ((start + step) % size);
      if (!this.#taken.has(value)) return value;
    }
    return undefined;
  }
}

/** What was taken and given back during one write, so that a failed write leaves no trace. */
class Transaction {
  readonly #undo: (() => void)[] = [];

  take<T>(
    allocator: Allocator<T>,
    wanted: T | undefined,
  ): { readonly value: T } | { readonly error: string } {
    const result = allocator.allocate(wanted);
    if ("value" in result) this.#undo.push(() => allocator.release(result.value));
    return result;
  }

  giveBack<T>(allocator: Allocator<T>, value: T): void {
    allocator.release(value);
    this.#undo.push(() => allocator.allocate(value));
  }

  revert(): void {
    for (const undo of this.#undo.splice(0).reverse()) undo();
  }
}

/**
 * Gives a Service its families, cluster IP and node ports, and takes back what an update no longer needs.
 * @returns what undoes it. @throws ApiError Invalid when a wanted value is taken or out of range.
 */
export function allocateServiceAddresses(
  service: Mutable<Service>,
  old: Service | undefined,
  context: RuleContext,
): () => void {
  const transaction = new Transaction();
  try {
    initializeFamilies(service, old);
    allocateClusterIP(service, old, context.allocators.clusterIP, transaction);
    allocateNodePorts(service, old, context.allocators.nodePort, transaction);
    allocateHealthCheckNodePort(service, old, context.allocators.nodePort, transaction);
  } catch (error) {
    transaction.revert();
    throw error;
  }
  return () => transaction.revert();
}

/** Everything that a deleted Service held. */
export function releaseServiceAddresses(service: Service, allocators: Allocators): void {
  for (const ip of ownedClusterIPs(service)) allocators.clusterIP.release(ip);
  for (const port of nodePortsOf(service)) allocators.nodePort.release(port);
  if (needsHealthCheckNodePort(service)) allocators.nodePort.release(service.spec.healthCheckNodePort ?? 0);
}

function initializeFamilies(service: Mutable<Service>, old: Service | undefined): void {
  const { spec } = service;
  if (spec.type === "ExternalName") return;
  const selectorless = Object.keys(spec.selector ?? {}).length === 0;
  const headlessWithoutSelector = spec.clusterIP === "None" && selectorless;
  spec.ipFamilyPolicy ??=
    old?.spec.ipFamilyPolicy ?? (headlessWithoutSelector ? "RequireDualStack" : "SingleStack");
  reject(service, validateClusterIPs(service));
  reject(service, familyPolicyErrors(service));
  const families = [...(spec.ipFamilies ?? [])];
  // Who is not behind the cluster's own addresses may be reached over both families, whatever the cluster has.
  if (headlessWithoutSelector) {
    if (families.length === 0) families.push("IPv4");
    if (families.length === 1 && spec.ipFamilyPolicy !== "SingleStack")
      families.push(families[0] === "IPv4" ? "IPv6" : "IPv4");
    spec.ipFamilies = families;
    return;
  }
  reject(service, unconfiguredFamilyErrors(service));
  spec.ipFamilies = families.length === 0 ? ["IPv4"] : families;
}

function familyPolicyErrors({ spec }: Mutable<Service>): FieldErrors {
  const errors: FieldErrors = [];
  const single = spec.ipFamilyPolicy === "SingleStack";
  const both = "must be 'RequireDualStack' or 'PreferDualStack' when multiple";
  if (single && spec.clusterIPs?.length === 2)
    errors.push(
      invalidValue("spec.ipFamilyPolicy", spec.ipFamilyPolicy, `${both} cluster IPs are specified`),
    );
  if (single && spec.ipFamilies?.length === 2)
    errors.push(
      invalidValue("spec.ipFamilyPolicy", spec.ipFamilyPolicy, `${both} IP families are specified`),
    );
  for (const [at, ip] of (spec.clusterIPs ?? []).entries()) {
    const inferred = ip !== "None" && at >= (spec.ipFamilies ?? []).length ? ipFamily(ip) : undefined;
    if (inferred === "IPv6")
      errors.push(
        invalidValue(`spec.clusterIPs[${at}]`, spec.clusterIPs, "IPv6 is not configured on this cluster"),
      );
  }
  return errors;
}

function unconfiguredFamilyErrors({ spec }: Mutable<Service>): FieldErrors {
  const errors: FieldErrors = [];
  if (spec.ipFamilyPolicy === "RequireDualStack") {
    errors.push(
      invalidValue(
        "spec.ipFamilyPolicy",
        spec.ipFamilyPolicy,
        "this cluster is not configured for dual-stack services",
      ),
    );
  }
  for (const [at, family] of (spec.ipFamilies ?? []).entries()) {
    if (family !== "IPv4")
      errors.push(invalidValue(`spec.ipFamilies[${at}]`, family, "not configured on this cluster"));
  }
  return errors;
}

function allocateClusterIP(
  service: Mutable<Service>,
  old: Service | undefined,
  allocator: Allocator<string>,
  transaction: Transaction,
): void {
  const { spec } = service;
  if (old !== undefined && old.spec.type !== "ExternalName") {
    if (spec.type === "ExternalName")
      for (const ip of ownedClusterIPs(old)) transaction.giveBack(allocator, ip);
    return;
  }
  if (spec.type === "ExternalName" || isHeadless(service)) return;
  const wanted = spec.clusterIPs?.[0];
  const taken = transaction.take(allocator, wanted);
  if ("value" in taken) {
    spec.clusterIP = taken.value;
    spec.clusterIPs = [taken.value];
  } else {
    if (wanted === undefined) throw internalError(`failed to allocate a serviceIP: ${taken.error}`);
    reject(service, [
      invalidValue("spec.clusterIPs", spec.clusterIPs, `failed to allocate IP ${wanted}: ${taken.error}`),
    ]);
  }
}

function allocateNodePorts(
  service: Mutable<Service>,
  old: Service | undefined,
  allocator: Allocator<number>,
  transaction: Transaction,
): void {
  const held = new Set(old === undefined ? [] : nodePortsOf(old));
  if (needsNodePort(service)) {
    const kept = new Set(held);
    const take = (at: number, wanted: number | undefined): number => {
      if (wanted !== undefined && kept.has(wanted)) return wanted;
      const taken = transaction.take(allocator, wanted);
      if ("error" in taken)
        throw wanted === undefined
          ? internalError(`failed to allocate a nodePort: ${taken.error}`)
          : refusedNodePort(service, at, wanted, taken.error);
      kept.add(taken.value);
      return taken.value;
    };
    for (const [at, port] of (service.spec.ports ?? []).entries()) {
      const wanted = wantedNodePort(service, port, old === undefined);
      if (wanted !== "none") port.nodePort = take(at, wanted);
    }
  }
  const wanted = new Set(needsNodePort(service) ? nodePortsOf(service) : []);
  for (const port of held) if (!wanted.has(port)) transaction.giveBack(allocator, port);
}

/** The node port that was asked for; undefined for any; `none` for a LoadBalancer that declines them. */
function wantedNodePort(
  { spec }: Mutable<Service>,
  port: Mutable<ServicePort>,
  isNew: boolean,
): number | undefined | "none" {
  if ((port.nodePort ?? 0) !== 0) return port.nodePort;
  if (spec.type === "LoadBalancer" && spec.allocateLoadBalancerNodePorts === false) return "none";
  // In a new Service the same port over TCP and UDP shares one node port.
  return isNew
    ? spec.ports?.find((other) => other.port === port.port && (other.nodePort ?? 0) !== 0)?.nodePort
    : undefined;
}

function refusedNodePort(
  service: Pick<Service, "metadata">,
  at: number,
  port: number,
  why: string,
): ApiError {
  return invalid({ kind: "Service", group: "" }, service.metadata.name, [
    invalidValue(`spec.ports[${at}].nodePort`, port, why),
  ]);
}

function allocateHealthCheckNodePort(
  service: Mutable<Service>,
  old: Service | undefined,
  allocator: Allocator<number>,
  transaction: Transaction,
): void {
  const { spec } = service;
  const had = old !== undefined && needsHealthCheckNodePort(old);
  const needs = needsHealthCheckNodePort(service);
  if (had && !needs) transaction.giveBack(allocator, old.spec.healthCheckNodePort ?? 0);
  if (had || !needs) return;
  const wanted = (spec.healthCheckNodePort ?? 0) === 0 ? undefined : spec.healthCheckNodePort;
  const taken = transaction.take(allocator, wanted);
  if ("error" in taken)
    throw internalError(
      `failed to allocate ${wanted === undefined ? "a" : "requested"} HealthCheck NodePort ${wanted ?? 0}: ${taken.error}`,
    );
  spec.healthCheckNodePort = taken.value;
}

const ownedClusterIPs = (service: Service): readonly string[] =>
  (service.spec.clusterIPs ?? []).filter((ip) => ip !== "None");
const nodePortsOf = (service: Pick<Service, "spec">): number[] =>
  (service.spec.ports ?? []).map((port) => port.nodePort ?? 0).filter((port) => port !== 0);

function reject(service: Pick<Service, "metadata">, errors: FieldErrors): void {
  if (errors.length > 0) throw invalid({ kind: "Service", group: "" }, service.metadata.name, errors);
}
