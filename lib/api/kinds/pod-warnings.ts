/**
 * What a server warns of in Pods and Pod templates. Models pkg/api/pod/warnings.go. Leaves out deprecated annotations, labels of
 * nodes and volume types, and paths that projected volumes have twice.
 */
import { quoted } from "../../go/strconv.ts";
import { isEqual } from "../equal.ts";
import type { KubeObject } from "../metadata.ts";
import { dnsLabelFaults } from "../names.ts";
import { quantityOf } from "../quantity.ts";
import type { Pod } from "./pod.ts";
import type { Container, PodSpec, PodTemplateSpec } from "./pod-spec.ts";

export function podWarnings(pod: Pod, old: Pod | undefined): string[] {
  return old === undefined
    ? [...nameWarnings(pod, "the Pod's hostname"), ...specWarnings("spec", pod.spec)]
    : [];
}

type WithTemplate = KubeObject & { readonly spec: { readonly template: PodTemplateSpec } };

/** For everything that makes Pods: said again only when the template changes. */
export function templateWarnings(workload: WithTemplate, old: WithTemplate | undefined): string[] {
  if (old !== undefined && isEqual(workload.spec.template, old.spec.template)) return [];
  const names = old === undefined ? nameWarnings(workload, "Pod names and hostnames") : [];
  return [...names, ...specWarnings("spec.template.spec", workload.spec.template.spec)];
}

function nameWarnings({ metadata }: KubeObject, use: string): string[] {
  const faults = dnsLabelFaults(metadata.name);
  if (faults.length === 0) return [];
  return [
    `metadata.name: this is used in ${use}, which can result in surprising behavior; a DNS label is recommended: [${faults.join(" ")}]`,
  ];
}

/** In the order of the real server. @param field path of the Pod's spec */
function specWarnings(field: string, spec: PodSpec): string[] {
  const containers = (["initContainers", "containers"] as const).flatMap((list) =>
    (spec[list] ?? []).map((container, at) => ({ container, path: `${field}.${list}[${at}]` })),
  );
  const ports = containers.flatMap(({ container, path }) =>
    (container.ports ?? []).map((port, at) => ({
      port,
      path: `${path}.ports[${at}]`,
      isServing: path.startsWith(`${field}.containers`) || container.restartPolicy === "Always",
    })),
  );
  const grace = spec.terminationGracePeriodSeconds ?? 0;
  const { podAffinity, podAntiAffinity } = spec.affinity ?? {};
  return [
    ...unselectedSpread(`${field}.topologySpreadConstraints`, spec),
    ...repeated(
      `${field}.hostAliases`,
      "ip",
      (spec.hostAliases ?? []).map(({ ip }) => ip),
    ),
    ...repeated(
      `${field}.imagePullSecrets`,
      "name",
      (spec.imagePullSecrets ?? []).map(({ name }) => name ?? ""),
    ),
    ...namelessSecrets(`${field}.imagePullSecrets`, spec),
    ...containers.flatMap(({ container, path }) => [
      ...fractionalBytes(`${path}.resources`, container.resources ?? {}),
      ...hiddenVariables(`${path}.env`, container.env ?? []),
    ]),
    ...portWarnings(ports),
    ...portNameWarnings(ports.filter(({ isServing }) => isServing)),
    ...(grace < 0
      ? [
          `${field}.terminationGracePeriodSeconds: must be >= 0; negative values are invalid and will be treated as 1`,
        ]
      : []),
    ...unselectedAffinity(`${field}.affinity.podAffinity`, podAffinity),
    ...unselectedAffinity(`${field}.affinity.podAntiAffinity`, podAntiAffinity),
  ];
}

const NULL_SELECTOR = "labelSelector: a null labelSelector results in matching no pod";

function unselectedSpread(field: string, { topologySpreadConstraints = [] }: PodSpec): string[] {
  return topologySpreadConstraints.flatMap(({ labelSelector }, at) =>
    labelSelector === undefined ? [`${field}[${at}].${NULL_SELECTOR}`] : [],
  );
}

type Affinity = NonNullable<NonNullable<PodSpec["affinity"]>["podAffinity"]>;

function unselectedAffinity(field: string, affinity: Affinity = {}): string[] {
  const {
    requiredDuringSchedulingIgnoredDuringExecution: required = [],
    preferredDuringSchedulingIgnoredDuringExecution: preferred = [],
  } = affinity;
  return [
    ...required.flatMap(({ labelSelector }, at) =>
      labelSelector === undefined
        ? [`${field}.requiredDuringSchedulingIgnoredDuringExecution[${at}].${NULL_SELECTOR}`]
        : [],
    ),
    ...preferred.flatMap(({ podAffinityTerm }, at) =>
      podAffinityTerm.labelSelector === undefined
        ? [`${field}.preferredDuringSchedulingIgnoredDuringExecution[${at}].podAffinityTerm.${NULL_SELECTOR}`]
        : [],
    ),
  ];
}

/** @param key the field by which items are told apart */
function repeated(field: string, key: string, values: readonly string[]): string[] {
  return values.flatMap((value, at) =>
    values.indexOf(value) < at ? [`${field}[${at}].${key}: duplicate ${key} ${quoted(value)}`] : [],
  );
}

function namelessSecrets(field: string, { imagePullSecrets = [] }: PodSpec): string[] {
  return imagePullSecrets.flatMap(({ name = "" }, at) =>
    name === "" ? [`${field}[${at}].name: invalid empty name ""`] : [],
  );
}

/** Half a byte cannot be had. */
function fractionalBytes(field: string, resources: NonNullable<Container["resources"]>): string[] {
  return (["memory", "ephemeral-storage"] as const).flatMap((name) =>
    (["limits", "requests"] as const).flatMap((list) => {
      const amount = resources[list]?.[name];
      return amount !== undefined && quantityOf(amount).milli % 1000 !== 0
        ? [
            `${field}.${list}[${name}]: fractional byte value ${quoted(String(amount))} is invalid, must be an integer`,
          ]
        : [];
    }),
  );
}

/** A variable may be built from its earlier value, but not replace it. */
function hiddenVariables(field: string, variables: NonNullable<Container["env"]>): string[] {
  return variables.flatMap(({ name, value = "", valueFrom }, at) => {
    const isRepeated = variables.slice(0, at).some((earlier) => earlier.name === name);
    const reference = `$(${name})`;
    const extendsIt = valueFrom === undefined && value !== reference && value.includes(reference);
    return isRepeated && !extendsIt
      ? [
          `${field}[${at}]: hides previous definition of ${quoted(name)}, which may be dropped when using apply`,
        ]
      : [];
  });
}

/** Names that Services and probes would look for in vain: the first one hides them. */
function portNameWarnings(ports: readonly PlacedPort[]): string[] {
  return ports.flatMap(({ port: { name = "" }, path }, at) => {
    const first = name === "" ? undefined : ports.slice(0, at).find(({ port }) => port.name === name);
    return first === undefined
      ? []
      : [
          `${path}: duplicate port name ${quoted(name)} with ${first.path}, services and probes that select ports by name will use ${first.path}`,
        ];
  });
}

interface PlacedPort {
  readonly port: NonNullable<Container["ports"]>[number];
  readonly path: string;
}

/** Ports of all containers together, since they share one network. */
function portWarnings(ports: readonly PlacedPort[]): string[] {
  return ports.flatMap(({ port, path }, at) => {
    const { hostIP = "", hostPort = 0 } = port;
    const alone =
      hostIP !== "" && hostPort === 0 ? [`${path}: hostIP set without hostPort: ${goPort(port)}`] : [];
    const others = ports
      .slice(0, at)
      .filter(
        ({ port: other }) => other.containerPort === port.containerPort && other.protocol === port.protocol,
      );
    return [
      ...alone,
      ...others.flatMap((other) => {
        const how = overlap(port, other.port);
        return how === undefined ? [] : [`${path}: ${how} port definition with ${other.path}`];
      }),
    ];
  });
}

function overlap(port: PlacedPort["port"], other: PlacedPort["port"]): string | undefined {
  const [ip, otherIP] = [port.hostIP ?? "", other.hostIP ?? ""];
  const [host, otherHost] = [port.hostPort ?? 0, other.hostPort ?? 0];
  if (ip === otherIP && host === otherHost) return "duplicate";
  if (host === 0 || otherHost === 0) return "overlapping";
  return host === otherHost && (ip === "") !== (otherIP === "") ? "dangerously ambiguous" : undefined;
}

/** As Go prints the struct with `%+v`. */
function goPort({
  name = "",
  hostPort = 0,
  containerPort,
  protocol,
  hostIP = "",
}: PlacedPort["port"]): string {
  return `{Name:${name} HostPort:${hostPort} ContainerPort:${containerPort} Protocol:${protocol} HostIP:${hostIP}}`;
}
