/**
 * What a server warns of in Pods and Pod templates. Models pkg/api/pod/warnings.go: names that make odd host names, and
 * ports and variables that are defined twice. Leaves out warnings about deprecated fields and resources.
 */
import { quoted } from "../../go/strconv.ts";
import { isEqual } from "../equal.ts";
import type { KubeObject } from "../metadata.ts";
import { dnsLabelFaults } from "../names.ts";
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

function specWarnings(field: string, spec: PodSpec): string[] {
  return (["initContainers", "containers"] as const).flatMap((list) =>
    (spec[list] ?? []).flatMap((container, at) => [
      ...hiddenVariables(`${field}.${list}[${at}].env`, container.env ?? []),
      ...repeatedPorts(`${field}.${list}[${at}].ports`, container.ports ?? []),
    ]),
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

function repeatedPorts(field: string, ports: NonNullable<Container["ports"]>): string[] {
  return ports.flatMap((port, at) => {
    const first = ports.findIndex(
      (other) => other.containerPort === port.containerPort && other.protocol === port.protocol,
    );
    return first < at ? [`${field}[${at}]: duplicate port definition with ${field}[${first}]`] : [];
  });
}
