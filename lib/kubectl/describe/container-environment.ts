/** Environment of a container as `describe` shows it: what is set, and where the rest comes from. */
import type { Pod } from "../../api/kinds/pod.ts";
import type { Container } from "../../api/kinds/pod-spec.ts";
import { parseQuantity } from "../../api/quantity.ts";
import type { SectionWriter } from "./section-writer.ts";

type EnvVar = NonNullable<Container["env"]>[number];
type ValueSource = NonNullable<EnvVar["valueFrom"]>;

export function describeEnvironment(writer: SectionWriter, container: Container, pod: Pod | undefined): void {
  const sources = container.envFrom ?? [];
  if (sources.length > 0) writer.write(2, "Environment Variables from:\n");
  for (const { configMapRef, secretRef, prefix = "" } of sources) {
    const from = configMapRef === undefined ? "Secret" : "ConfigMap";
    const { name = "", optional = false } = configMapRef ?? secretRef ?? {};
    writer.row(3, name, prefix === "" ? from : `${from} with prefix '${prefix}'`, `Optional: ${optional}`);
  }
  const env = container.env ?? [];
  writer.write(2, env.length === 0 ? "Environment:\t<none>\n" : "Environment:\n");
  for (const variable of env) writer.row(3, `${variable.name}:`, ...valueCells(variable, container, pod));
}

function valueCells({ value = "", valueFrom }: EnvVar, container: Container, pod: Pod | undefined): string[] {
  if (valueFrom === undefined) return [value.replaceAll("\n", "\n      \t")];
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef } = valueFrom;
  if (fieldRef !== undefined)
    return [`${podField(pod, fieldRef.fieldPath)} (${fieldRef.apiVersion ?? ""}:${fieldRef.fieldPath})`];
  if (resourceFieldRef !== undefined)
    return [`${resourceValue(resourceFieldRef, container)} (${resourceFieldRef.resource})`];
  if (secretKeyRef !== undefined)
    return [
      `<set to the key '${secretKeyRef.key}' in secret '${secretKeyRef.name ?? ""}'>`,
      `Optional: ${secretKeyRef.optional ?? false}`,
    ];
  if (configMapKeyRef !== undefined)
    return [
      `<set to the key '${configMapKeyRef.key}' of config map '${configMapKeyRef.name ?? ""}'>`,
      `Optional: ${configMapKeyRef.optional ?? false}`,
    ];
  return [""];
}

/** kubectl knows these two; for all others it leaves the value blank. */
function podField(pod: Pod | undefined, path: string): string {
  if (path === "metadata.name") return pod?.metadata.name ?? "";
  return path === "metadata.namespace" ? (pod?.metadata.namespace ?? "") : "";
}

/** In whole cores or bytes, rounded up; without a limit it is what the node has. */
function resourceValue(
  { resource }: NonNullable<ValueSource["resourceFieldRef"]>,
  { resources }: Container,
): string {
  const [list = "", name = ""] = resource.split(".");
  const quantity = (list === "limits" ? resources?.limits : resources?.requests)?.[name];
  const value = Math.ceil((parseQuantity(quantity ?? 0)?.milli ?? 0) / 1000);
  return value === 0 && list === "limits" ? "node allocatable" : String(value);
}
