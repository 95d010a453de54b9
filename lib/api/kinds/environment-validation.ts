/** Environment variables of containers. Models ValidateEnv and ValidateEnvFrom of pkg/apis/core/validation. */
import { type FieldErrors, invalidEach, invalidValue, notSupported, required } from "../field-error.ts";
import { configKeyFaults, dnsSubdomainFaults, environmentNameFaults, qualifiedNameFaults } from "../names.ts";
import type { Container } from "./pod-spec.ts";

type Variable = NonNullable<Container["env"]>[number];
type Source = NonNullable<Variable["valueFrom"]>;

const FIELDS = [
  "metadata.name",
  "metadata.namespace",
  "metadata.uid",
  "spec.nodeName",
  "spec.serviceAccountName",
  "status.hostIP",
  "status.hostIPs",
  "status.podIP",
  "status.podIPs",
];
const RESOURCES = [
  "limits.cpu",
  "limits.ephemeral-storage",
  "limits.memory",
  "requests.cpu",
  "requests.ephemeral-storage",
  "requests.memory",
];

export function validateEnvironment(field: string, variables: readonly Variable[]): FieldErrors {
  return variables.flatMap(({ name = "", value = "", valueFrom }, at) => {
    const path = `${field}[${at}]`;
    const errors =
      name === ""
        ? [required(`${path}.name`)]
        : invalidEach(`${path}.name`, name, environmentNameFaults(name));
    return valueFrom === undefined
      ? errors
      : [...errors, ...validateSource(`${path}.valueFrom`, valueFrom, value)];
  });
}

function validateSource(field: string, source: Source, value: string): FieldErrors {
  const { fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef } = source;
  const errors: FieldErrors = [];
  if (fieldRef !== undefined) errors.push(...validateFieldRef(`${field}.fieldRef`, fieldRef.fieldPath ?? ""));
  if (resourceFieldRef !== undefined)
    errors.push(...validateResourceRef(`${field}.resourceFieldRef`, resourceFieldRef.resource ?? ""));
  if (configMapKeyRef !== undefined)
    errors.push(...validateKeyRef(`${field}.configMapKeyRef`, configMapKeyRef));
  if (secretKeyRef !== undefined) errors.push(...validateKeyRef(`${field}.secretKeyRef`, secretKeyRef));
  const count = [fieldRef, resourceFieldRef, configMapKeyRef, secretKeyRef].filter(
    (one) => one !== undefined,
  ).length;
  if (count === 0)
    errors.push(
      invalidValue(
        field,
        "",
        "must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef` or `secretKeyRef`",
      ),
    );
  else if (value !== "")
    errors.push(invalidValue(field, "", "may not be specified when `value` is not empty"));
  else if (count > 1)
    errors.push(invalidValue(field, "", "may not have more than one field specified at a time"));
  return errors;
}

function validateFieldRef(field: string, path: string): FieldErrors {
  if (path === "") return [required(`${field}.fieldPath`)];
  const [, map, key = ""] = /^(metadata\.(?:labels|annotations))\['(.*)'\]$/.exec(path) ?? [];
  if (map !== undefined)
    return invalidEach(
      field,
      key,
      qualifiedNameFaults(map === "metadata.annotations" ? key.toLowerCase() : key),
    );
  return FIELDS.includes(path) ? [] : [notSupported(`${field}.fieldPath`, path, FIELDS)];
}

function validateResourceRef(field: string, resource: string): FieldErrors {
  if (resource === "") return [required(`${field}.resource`)];
  return RESOURCES.includes(resource) || resource.includes(".hugepages-")
    ? []
    : [notSupported(`${field}.resource`, resource, RESOURCES)];
}

function validateKeyRef(
  field: string,
  { name = "", key = "" }: { readonly name?: string | undefined; readonly key?: string | undefined },
): FieldErrors {
  const errors = invalidEach(`${field}.name`, name, dnsSubdomainFaults(name));
  return [
    ...errors,
    ...(key === "" ? [required(`${field}.key`)] : invalidEach(`${field}.key`, key, configKeyFaults(key))),
  ];
}

export function validateEnvironmentSources(
  field: string,
  sources: NonNullable<Container["envFrom"]>,
): FieldErrors {
  return sources.flatMap(({ prefix = "", configMapRef, secretRef }, at) => {
    const path = `${field}[${at}]`;
    const errors = prefix === "" ? [] : invalidEach(`${path}.prefix`, prefix, environmentNameFaults(prefix));
    for (const [name, reference] of Object.entries({ configMapRef, secretRef })) {
      if (reference === undefined) continue;
      if ((reference.name ?? "") === "") errors.push(required(`${path}.${name}.name`));
      else
        errors.push(
          ...invalidEach(
            `${path}.${name}.name`,
            reference.name,
            dnsSubdomainFaults(reference.name as string),
          ),
        );
    }
    if (configMapRef === undefined && secretRef === undefined)
      errors.push(invalidValue(field, "", "must specify one of: `configMapRef` or `secretRef`"));
    if (configMapRef !== undefined && secretRef !== undefined)
      errors.push(invalidValue(field, "", "may not have more than one field specified at a time"));
    return errors;
  });
}
