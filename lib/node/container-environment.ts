/** The variables that a Pod's spec asks for: env and envFrom. Models makeEnvironmentVariables of pkg/kubelet. */
import type { Container } from "../api/kinds/pod-spec.ts";
import { expandVariables } from "./command-line.ts";
import { ConfigError, dataOf, type SourceKind } from "./config-data.ts";
import { containerResource, podField } from "./downward-api.ts";
import { type Environment, layered } from "./environment.ts";
import type { PodRuntime } from "./node-runtime.ts";

type EnvSource = NonNullable<NonNullable<Container["env"]>[number]["valueFrom"]>;

interface KeyReference {
  readonly name?: string | undefined;
  readonly key: string;
  readonly optional?: boolean | undefined;
}

/**
 * The variables that the kubelet sets. `$(NAME)` cannot refer to those that the image and the runtime set.
 * @param services variables that tell of Services, which the Pod's own ones replace.
 * @throws ConfigError when a ConfigMap, a Secret or a key of one is missing.
 */
export function containerEnvironment(
  runtime: PodRuntime,
  container: Container,
  services: () => Environment,
): Environment {
  const own: Record<string, string> = {};
  const env = layered(services, () => own);
  const namespace = runtime.pod.metadata.namespace ?? "";
  for (const { prefix = "", configMapRef, secretRef } of container.envFrom ?? []) {
    const [kind, reference] =
      configMapRef === undefined ? (["Secret", secretRef] as const) : (["ConfigMap", configMapRef] as const);
    const data = dataOf(runtime.node.api, kind, namespace, reference?.name ?? "");
    if (data === undefined && reference?.optional !== true)
      throw new ConfigError(`${kind.toLowerCase()} "${reference?.name}" not found`);
    for (const [key, value] of Object.entries(data ?? {})) own[`${prefix}${key}`] = value;
  }
  for (const { name, value = "", valueFrom } of container.env ?? []) {
    const found =
      valueFrom === undefined ? expandVariables(value, env) : referencedValue(runtime, container, valueFrom);
    if (found !== undefined) own[name] = found;
  }
  return env;
}

/** @returns undefined when there is no value, and none is needed. */
function referencedValue(runtime: PodRuntime, container: Container, from: EnvSource): string | undefined {
  if (from.fieldRef !== undefined) return podField(runtime, from.fieldRef.fieldPath);
  if (from.resourceFieldRef !== undefined)
    return containerResource(runtime, container, from.resourceFieldRef);
  return from.configMapKeyRef === undefined
    ? keyOf(runtime, "Secret", from.secretKeyRef)
    : keyOf(runtime, "ConfigMap", from.configMapKeyRef);
}

function keyOf(
  { node, pod }: PodRuntime,
  kind: SourceKind,
  { name = "", key, optional = false }: KeyReference = { key: "" },
): string | undefined {
  const namespace = pod.metadata.namespace ?? "";
  const data = dataOf(node.api, kind, namespace, name);
  if (data !== undefined && Object.hasOwn(data, key)) return data[key];
  if (optional) return undefined;
  throw new ConfigError(
    data === undefined
      ? `${kind.toLowerCase()} "${name}" not found`
      : `couldn't find key ${key} in ${kind} ${namespace}/${name}`,
  );
}
