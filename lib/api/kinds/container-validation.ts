/**
 * Containers of Pods and Pod templates. Models validateContainers and validateInitContainers of pkg/apis/core/validation.
 * Leaves out security contexts, block devices, mount propagation and resource claims.
 */
import {
  duplicate,
  type FieldErrors,
  forbiddenField,
  invalidEach,
  invalidValue,
  notFoundField,
  notSupported,
  required,
} from "../field-error.ts";
import { dnsLabelFaults, portNameFaults, portNumberFaults } from "../names.ts";
import { quantityOf } from "../quantity.ts";
import { validateEnvironment, validateEnvironmentSources } from "./environment-validation.ts";
import { validateProbes } from "./pod-probe-validation.ts";
import type { Container, PodSpec } from "./pod-spec.ts";

const PROTOCOLS = ["SCTP", "TCP", "UDP"];
const CONTAINER_RESOURCES = ["cpu", "memory", "ephemeral-storage"];
const STANDARD_RESOURCES = [...CONTAINER_RESOURCES, "storage"];
const PROBES = ["livenessProbe", "readinessProbe", "startupProbe"] as const;

/** @param field path of the Pod's spec, e.g. `spec.template.spec`. */
export function validateContainers(field: string, spec: PodSpec): FieldErrors {
  const list = `${field}.containers`;
  if (spec.containers.length === 0) return [required(list)];
  const names = new Set<string>();
  const errors = spec.containers.flatMap((container, at) => {
    const path = `${list}[${at}]`;
    const faults = [...validateContainer(path, container, spec), ...repeatedName(path, container, names)];
    faults.push(...validateProbes(path, container, spec.terminationGracePeriodSeconds ?? 0));
    if (container.restartPolicy !== undefined)
      faults.push(forbiddenField(`${path}.restartPolicy`, "may not be set for non-init containers"));
    return faults;
  });
  return [...errors, ...hostPortConflicts(list, spec.containers)];
}

export function validateInitContainers(field: string, spec: PodSpec): FieldErrors {
  const names = new Set(spec.containers.map((container) => container.name));
  return (spec.initContainers ?? []).flatMap((container, at) => {
    const path = `${field}.initContainers[${at}]`;
    const errors = validateContainer(path, container, spec);
    const policy = container.restartPolicy;
    if (policy !== undefined && policy !== "Always")
      errors.push(notSupported(`${path}.restartPolicy`, policy, ["Always"]));
    errors.push(...repeatedName(path, container, names));
    if (policy === "Always")
      return [...errors, ...validateProbes(path, container, spec.terminationGracePeriodSeconds ?? 0)];
    const unused = (["lifecycle", ...PROBES] as const).filter((name) => container[name] !== undefined);
    return [
      ...errors,
      ...unused.map((name) =>
        forbiddenField(`${path}.${name}`, "may not be set for init containers without restartPolicy=Always"),
      ),
    ];
  });
}

/** An image with blanks around it is refused in Pods, but for compatibility not in templates. */
export function validateImagesOfPod(field: string, containers: readonly Container[]): FieldErrors {
  return containers.flatMap(({ image = "" }, at) =>
    image === image.trim()
      ? []
      : [invalidValue(`${field}[${at}].image`, image, "must not have leading or trailing whitespace")],
  );
}

function repeatedName(field: string, { name = "" }: Container, names: Set<string>): FieldErrors {
  const repeated = name !== "" && names.has(name);
  names.add(name);
  return repeated ? [duplicate(`${field}.name`, name)] : [];
}

/** What holds for all containers alike. */
export function validateContainer(field: string, container: Container, spec: PodSpec): FieldErrors {
  const { name = "", image = "", terminationMessagePolicy = "", imagePullPolicy = "" } = container;
  const errors =
    name === "" ? [required(`${field}.name`)] : invalidEach(`${field}.name`, name, dnsLabelFaults(name));
  if (image === "") errors.push(required(`${field}.image`));
  errors.push(
    ...oneOf(`${field}.terminationMessagePolicy`, terminationMessagePolicy, [
      "File",
      "FallbackToLogsOnError",
    ]),
  );
  errors.push(...validatePorts(`${field}.ports`, container.ports ?? []));
  errors.push(...validateEnvironment(`${field}.env`, container.env ?? []));
  errors.push(...validateEnvironmentSources(`${field}.envFrom`, container.envFrom ?? []));
  errors.push(...validateMounts(`${field}.volumeMounts`, container.volumeMounts ?? [], spec));
  errors.push(...oneOf(`${field}.imagePullPolicy`, imagePullPolicy, ["Always", "IfNotPresent", "Never"]));
  return [...errors, ...validateResources(`${field}.resources`, container.resources ?? {})];
}

/** Required when empty, else one of the values that the server lists. */
export function oneOf(field: string, value: string, supported: readonly string[]): FieldErrors {
  if (value === "") return [required(field)];
  return supported.includes(value) ? [] : [notSupported(field, value, supported)];
}

function validatePorts(field: string, ports: NonNullable<Container["ports"]>): FieldErrors {
  const names = new Set<string>();
  return ports.flatMap(({ name = "", containerPort = 0, hostPort = 0, protocol }, at) => {
    const path = `${field}[${at}]`;
    const errors: FieldErrors = [];
    if (name !== "") {
      const faults = invalidEach(`${path}.name`, name, portNameFaults(name));
      if (faults.length === 0 && names.has(name)) faults.push(duplicate(`${path}.name`, name));
      names.add(name);
      errors.push(...faults);
    }
    if (containerPort === 0) errors.push(required(`${path}.containerPort`));
    else errors.push(...invalidEach(`${path}.containerPort`, containerPort, portNumberFaults(containerPort)));
    if (hostPort !== 0) errors.push(...invalidEach(`${path}.hostPort`, hostPort, portNumberFaults(hostPort)));
    return [...errors, ...oneOf(`${path}.protocol`, protocol, PROTOCOLS)];
  });
}

function hostPortConflicts(field: string, containers: readonly Container[]): FieldErrors {
  const taken = new Set<string>();
  return containers.flatMap((container, at) =>
    (container.ports ?? []).flatMap(({ hostPort = 0, hostIP = "", protocol }, index) => {
      const claim = `${protocol}/${hostIP}/${hostPort}`;
      const repeated = hostPort !== 0 && taken.has(claim);
      taken.add(claim);
      return repeated ? [duplicate(`${field}[${at}].ports[${index}].hostPort`, claim)] : [];
    }),
  );
}

function validateMounts(
  field: string,
  mounts: NonNullable<Container["volumeMounts"]>,
  spec: PodSpec,
): FieldErrors {
  const volumes = new Set((spec.volumes ?? []).map((volume) => volume.name));
  const paths = new Set<string>();
  return mounts.flatMap(({ name = "", mountPath = "", subPath = "", subPathExpr = "" }, at) => {
    const path = `${field}[${at}]`;
    const errors = name === "" ? [required(`${path}.name`)] : [];
    if (!volumes.has(name)) errors.push(notFoundField(`${path}.name`, name));
    if (mountPath === "") errors.push(required(`${path}.mountPath`));
    if (paths.has(mountPath)) errors.push(invalidValue(`${path}.mountPath`, mountPath, "must be unique"));
    paths.add(mountPath);
    if (subPathExpr !== "" && subPath !== "")
      errors.push(
        invalidValue(`${path}.subPathExpr`, subPathExpr, "subPathExpr and subPath are mutually exclusive"),
      );
    return errors;
  });
}

type Resources = NonNullable<Container["resources"]>;

function validateResources(field: string, { limits = {}, requests = {} }: Resources): FieldErrors {
  const errors = Object.entries(limits).flatMap(([name, amount]) =>
    validateAmount(`${field}.limits[${name}]`, name, amount),
  );
  for (const [name, amount] of Object.entries(requests)) {
    errors.push(...validateAmount(`${field}.requests[${name}]`, name, amount));
    const limit = limits[name];
    const exceeds = limit !== undefined && quantityOf(amount).milli > quantityOf(limit).milli;
    if (exceeds)
      errors.push(
        invalidValue(
          `${field}.requests`,
          String(amount),
          `must be less than or equal to ${name} limit of ${limit}`,
        ),
      );
  }
  return errors;
}

function validateAmount(field: string, name: string, amount: string | number): FieldErrors {
  const errors: FieldErrors = [];
  const isOwn = name.includes("/") || name.startsWith("hugepages-");
  if (!isOwn && !STANDARD_RESOURCES.includes(name))
    errors.push(invalidValue(field, name, "must be a standard resource type or fully qualified"));
  if (!isOwn && !CONTAINER_RESOURCES.includes(name))
    errors.push(invalidValue(field, name, "must be a standard resource for containers"));
  const negative = quantityOf(amount).milli < 0;
  return negative
    ? [...errors, invalidValue(field, String(amount), "must be greater than or equal to 0")]
    : errors;
}
