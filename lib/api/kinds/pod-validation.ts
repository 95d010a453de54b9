/**
 * Models ValidatePodSpec, ValidatePodTemplateSpec and ValidatePodUpdate of pkg/apis/core/validation. Leaves out security
 * contexts, affinity, topology spread, resource claims, and the sources of volumes that no lab mounts.
 */
import { isEqual } from "../equal.ts";
import {
  duplicate,
  type FieldErrors,
  forbiddenField,
  invalidEach,
  invalidValue,
  negative,
  notSupported,
  required,
} from "../field-error.ts";
import { validateIP } from "../ip-validation.ts";
import { validateAnnotations, validateLabelKey, validateLabels } from "../label-validation.ts";
import {
  dnsLabelFaults,
  dnsSubdomainFaults,
  labelValueFaults,
  outsideRange,
  qualifiedNameFaults,
} from "../names.ts";
import { describeChanges } from "./changes.ts";
import {
  oneOf,
  validateContainers,
  validateImagesOfPod,
  validateInitContainers,
} from "./container-validation.ts";
import { validateEphemeralContainers } from "./ephemeral-containers.ts";
import type { Pod } from "./pod.ts";
import type { Container, PodSpec, PodTemplateSpec } from "./pod-spec.ts";

const INT32_MAX = 2_147_483_647;

export function validatePod(pod: Pod): FieldErrors {
  const errors = validatePodSpec("spec", pod.spec);
  errors.push(...hostNetworkPorts("spec", pod.spec, true));
  errors.push(...validateImagesOfPod("spec.containers", pod.spec.containers));
  return [...errors, ...validateImagesOfPod("spec.initContainers", pod.spec.initContainers ?? [])];
}

/** @param field path of the template, e.g. `spec.template`. */
export function validatePodTemplate(field: string, template: PodTemplateSpec): FieldErrors {
  const errors = validateLabels(`${field}.labels`, template.metadata?.labels);
  errors.push(...validateAnnotations(`${field}.annotations`, template.metadata?.annotations));
  const ephemeral = (template.spec.ephemeralContainers ?? []).length > 0;
  return [
    ...errors,
    ...validatePodSpec(`${field}.spec`, template.spec),
    ...(ephemeral
      ? [
          forbiddenField(
            `${field}.spec.ephemeralContainers`,
            "ephemeral containers not allowed in pod template",
          ),
        ]
      : []),
    ...hostNetworkPorts(`${field}.spec`, template.spec, false),
  ];
}

function validatePodSpec(field: string, spec: PodSpec): FieldErrors {
  const errors = validateVolumes(`${field}.volumes`, spec.volumes ?? []);
  errors.push(...validateContainers(field, spec));
  errors.push(...validateInitContainers(field, spec));
  errors.push(...validateEphemeralContainers(field, spec));
  errors.push(...oneOf(`${field}.restartPolicy`, spec.restartPolicy ?? "", ["Always", "OnFailure", "Never"]));
  errors.push(
    ...oneOf(`${field}.dnsPolicy`, spec.dnsPolicy ?? "", [
      "ClusterFirstWithHostNet",
      "ClusterFirst",
      "Default",
      "None",
    ]),
  );
  errors.push(...validateLabels(`${field}.nodeSelector`, spec.nodeSelector));
  errors.push(...validateDnsConfig(`${field}.dnsConfig`, spec));
  errors.push(
    ...(spec.readinessGates ?? []).flatMap(({ conditionType = "" }, at) =>
      invalidEach(
        `${field}.readinessGates[${at}].conditionType`,
        conditionType,
        qualifiedNameFaults(conditionType),
      ),
    ),
  );
  errors.push(...validateNames(field, spec));
  const deadline = spec.activeDeadlineSeconds;
  if (deadline !== undefined && (deadline < 1 || deadline > INT32_MAX))
    errors.push(invalidValue(`${field}.activeDeadlineSeconds`, deadline, outsideRange(1, INT32_MAX)));
  for (const name of ["hostname", "subdomain"] as const) {
    if ((spec[name] ?? "") !== "")
      errors.push(...invalidEach(`${field}.${name}`, spec[name], dnsLabelFaults(spec[name] as string)));
  }
  errors.push(...validateTolerations(`${field}.tolerations`, spec.tolerations ?? []));
  errors.push(...validateHostAliases(`${field}.hostAliases`, spec.hostAliases ?? []));
  if ((spec.priorityClassName ?? "") !== "")
    errors.push(
      ...invalidEach(
        `${field}.priorityClassName`,
        spec.priorityClassName,
        dnsSubdomainFaults(spec.priorityClassName as string),
      ),
    );
  return errors;
}

function validateNames(field: string, spec: PodSpec): FieldErrors {
  return (["serviceAccountName", "nodeName"] as const).flatMap((name) => {
    const value = spec[name] ?? "";
    return value === "" ? [] : invalidEach(`${field}.${name}`, value, dnsSubdomainFaults(value));
  });
}

/** With the host's network a container's port is the host's; a template may leave it open until there is a Pod. */
function hostNetworkPorts(field: string, spec: PodSpec, isPod: boolean): FieldErrors {
  if (spec.hostNetwork !== true) return [];
  return spec.containers.flatMap((container, at) =>
    (container.ports ?? []).flatMap(({ hostPort = 0, containerPort }, index) => {
      const differs = hostPort !== containerPort && (isPod || hostPort !== 0);
      return differs
        ? [
            invalidValue(
              `${field}.containers[${at}].ports[${index}].hostPort`,
              hostPort,
              "must match `containerPort` when `hostNetwork` is true",
            ),
          ]
        : [];
    }),
  );
}

type Volume = NonNullable<PodSpec["volumes"]>[number];

function validateVolumes(field: string, volumes: readonly Volume[]): FieldErrors {
  const names = new Set<string>();
  return volumes.flatMap((volume, at) => {
    const path = `${field}[${at}]`;
    const name = volume.name ?? "";
    const errors = validateVolumeSource(path, volume);
    if (name === "") errors.push(required(`${path}.name`));
    else errors.push(...invalidEach(`${path}.name`, name, dnsLabelFaults(name)));
    if (names.has(name)) errors.push(duplicate(`${path}.name`, name));
    names.add(name);
    return errors;
  });
}

function validateVolumeSource(field: string, volume: Volume): FieldErrors {
  const sources = Object.entries(volume).filter(([name, source]) => name !== "name" && source !== undefined);
  const errors = sources
    .slice(1)
    .map(([name]) => forbiddenField(`${field}.${name}`, "may not specify more than 1 volume type"));
  const { configMap, secret, hostPath } = volume;
  if (configMap !== undefined && (configMap.name ?? "") === "")
    errors.push(required(`${field}.configMap.name`));
  if (secret !== undefined && (secret.secretName ?? "") === "")
    errors.push(required(`${field}.secret.secretName`));
  if (hostPath !== undefined && (hostPath.path ?? "") === "") errors.push(required(`${field}.hostPath.path`));
  if (hostPath?.path?.split("/").includes(".."))
    errors.push(invalidValue(`${field}.hostPath.path`, hostPath.path, "must not contain '..'"));
  return errors;
}

function validateDnsConfig(field: string, { dnsConfig, dnsPolicy }: PodSpec): FieldErrors {
  const nameservers = dnsConfig?.nameservers ?? [];
  if (dnsPolicy === "None" && dnsConfig === undefined)
    return [required(field, "must provide `dnsConfig` when `dnsPolicy` is None")];
  if (dnsPolicy === "None" && nameservers.length === 0)
    return [
      required(`${field}.nameservers`, "must provide at least one DNS nameserver when `dnsPolicy` is None"),
    ];
  const errors =
    nameservers.length > 3
      ? [invalidValue(`${field}.nameservers`, nameservers, "must not have more than 3 nameservers")]
      : [];
  errors.push(...nameservers.flatMap((ip, at) => validateIP(`${field}.nameservers[${at}]`, ip)));
  const searches = dnsConfig?.searches ?? [];
  if (searches.length > 32)
    errors.push(invalidValue(`${field}.searches`, searches, "must not have more than 32 search paths"));
  errors.push(
    ...searches.flatMap((search, at) =>
      invalidEach(`${field}.searches[${at}]`, search, dnsSubdomainFaults(search.replace(/\.$/, ""))),
    ),
  );
  return [
    ...errors,
    ...(dnsConfig?.options ?? []).flatMap(({ name = "" }, at) =>
      name === "" ? [required(`${field}.options[${at}]`, "must not be empty")] : [],
    ),
  ];
}

function validateTolerations(field: string, tolerations: NonNullable<PodSpec["tolerations"]>): FieldErrors {
  return tolerations.flatMap(
    ({ key = "", operator = "", value = "", effect = "", tolerationSeconds }, at) => {
      const path = `${field}[${at}]`;
      const errors = key === "" ? [] : validateLabelKey(`${path}.key`, key);
      if (key === "" && operator !== "Exists") {
        errors.push(
          invalidValue(
            `${path}.operator`,
            operator,
            'operator must be Exists when `key` is empty, which means "match all values and all keys"',
          ),
        );
      }
      if (tolerationSeconds !== undefined && effect !== "NoExecute")
        errors.push(
          invalidValue(
            `${path}.effect`,
            effect,
            "effect must be 'NoExecute' when `tolerationSeconds` is set",
          ),
        );
      if (operator === "" || operator === "Equal")
        errors.push(
          ...invalidEach(
            `${path}.operator`,
            value,
            [labelValueFaults(value).join(";")].filter((fault) => fault !== ""),
          ),
        );
      else if (operator !== "Exists")
        errors.push(notSupported(`${path}.operator`, operator, ["Equal", "Exists"]));
      else if (value !== "")
        errors.push(
          invalidValue(`${path}.operator`, value, "value must be empty when `operator` is 'Exists'"),
        );
      return effect === ""
        ? errors
        : [...errors, ...oneOf(`${path}.effect`, effect, ["NoSchedule", "PreferNoSchedule", "NoExecute"])];
    },
  );
}

function validateHostAliases(field: string, aliases: NonNullable<PodSpec["hostAliases"]>): FieldErrors {
  return aliases.flatMap(({ ip = "", hostnames = [] }, at) => {
    const names = hostnames.flatMap((name, index) =>
      invalidEach(`${field}[${at}].hostnames[${index}]`, name, dnsSubdomainFaults(name)),
    );
    return [...validateIP(`${field}[${at}].ip`, ip), ...names];
  });
}

const UPDATABLE = [
  "`spec.containers[*].image`",
  "`spec.initContainers[*].image`",
  "`spec.activeDeadlineSeconds`",
  "`spec.tolerations` (only additions to existing tolerations)",
  "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)",
].join(",");

/** A Pod is what it was created as, but for its images. */
export function validatePodUpdate(pod: Pod, old: Pod): FieldErrors {
  for (const list of ["containers", "initContainers"] as const) {
    if ((pod.spec[list] ?? []).length !== (old.spec[list] ?? []).length)
      return [forbiddenField(`spec.${list}`, "pod updates may not add or remove containers")];
  }
  const errors = [
    ...validateDeadlineUpdate(pod.spec, old.spec),
    ...validateTolerationsUpdate(pod.spec, old.spec),
  ];
  const sameImages = (now: readonly Container[] = [], before: readonly Container[] = []): Container[] =>
    now.map((container, at) => ({ ...container, image: before[at]?.image }));
  const rest: PodSpec = {
    ...pod.spec,
    containers: sameImages(pod.spec.containers, old.spec.containers),
    initContainers:
      pod.spec.initContainers === undefined
        ? undefined
        : sameImages(pod.spec.initContainers, old.spec.initContainers),
    activeDeadlineSeconds: old.spec.activeDeadlineSeconds,
    tolerations: old.spec.tolerations,
    // The scheduler's binding, which is no change of what was asked for.
    nodeName: old.spec.nodeName === undefined ? undefined : pod.spec.nodeName,
  };
  if (isEqual(rest, { ...old.spec, initContainers: old.spec.initContainers })) return errors;
  return [
    ...errors,
    forbiddenField(
      "spec",
      `pod updates may not change fields other than ${UPDATABLE}\n${describeChanges("core.PodSpec", old.spec, rest)}`,
    ),
  ];
}

function validateDeadlineUpdate(
  { activeDeadlineSeconds: now }: PodSpec,
  { activeDeadlineSeconds: before }: PodSpec,
): FieldErrors {
  const field = "spec.activeDeadlineSeconds";
  if (now === undefined)
    return before === undefined
      ? []
      : [invalidValue(field, undefined, "must not update from a positive integer to nil value")];
  if (before !== undefined && before < now)
    return [invalidValue(field, now, "must be less than or equal to previous value")];
  return negative(field, now);
}

function validateTolerationsUpdate(
  { tolerations: now = [] }: PodSpec,
  { tolerations: before = [] }: PodSpec,
): FieldErrors {
  const kept = before.every((old) =>
    now.some((toleration) =>
      isEqual({ ...toleration, tolerationSeconds: null }, { ...old, tolerationSeconds: null }),
    ),
  );
  return kept
    ? []
    : [
        forbiddenField(
          "spec.tolerations",
          "existing toleration can not be modified except its tolerationSeconds",
        ),
      ];
}
