/**
 * Containers that are added to a Pod while it runs, and the sub-resource that adds them. Models validateEphemeralContainers and
 * ValidatePodEphemeralContainersUpdate of pkg/apis/core/validation, and podEphemeralContainersStrategy.
 */
import { isEqual } from "../equal.ts";
import { duplicate, type FieldErrors, forbiddenField, notFoundField } from "../field-error.ts";
import type { UpdateRules } from "../kind.ts";
import { describeChanges } from "./changes.ts";
import { validateContainer } from "./container-validation.ts";
import type { Pod } from "./pod.ts";
import type { EphemeralContainer, PodSpec } from "./pod-spec.ts";

/** What nobody should rely on a debugging tool for. */
const NOT_ALLOWED = [
  "ports",
  "resources",
  "resizePolicy",
  "restartPolicy",
  "livenessProbe",
  "readinessProbe",
  "startupProbe",
  "lifecycle",
] as const;
const WHY_NOT = "cannot be set for an Ephemeral Container";

/** @param field path of the Pod's spec. */
export function validateEphemeralContainers(field: string, spec: PodSpec): FieldErrors {
  const others = [...spec.containers, ...(spec.initContainers ?? [])].map(({ name }) => name);
  const names = new Set(others);
  return (spec.ephemeralContainers ?? []).flatMap((container, at) => {
    const path = `${field}.ephemeralContainers[${at}]`;
    const { name, targetContainerName: target = "", volumeMounts = [] } = container;
    const errors = validateContainer(path, container, spec);
    if (names.has(name)) errors.push(duplicate(`${path}.name`, name));
    names.add(name);
    if (target !== "" && !others.includes(target))
      errors.push(notFoundField(`${path}.targetContainerName`, target));
    for (const each of NOT_ALLOWED)
      if (isGiven(container[each])) errors.push(forbiddenField(`${path}.${each}`, WHY_NOT));
    for (const [index, mount] of volumeMounts.entries())
      for (const each of ["subPath", "subPathExpr"] as const)
        if ((mount[each] ?? "") !== "")
          errors.push(forbiddenField(`${path}.volumeMounts[${index}].${each}`, WHY_NOT));
    return errors;
  });
}

/** A struct that is always there, such as `resources`, is given when it holds something. */
const isGiven = (value: unknown): boolean => value !== undefined && !isEqual(value, {});

/** `pods/ephemeralcontainers`: adds containers, and changes nothing else. */
export const ephemeralContainersRules: UpdateRules<Pod> = {
  prepareForUpdate(pod, old) {
    const { ephemeralContainers } = pod.spec;
    const { managedFields } = pod.metadata;
    Object.assign(pod, old, { metadata: { ...old.metadata, managedFields } });
    pod.spec = { ...(old.spec as typeof pod.spec), ephemeralContainers };
  },
  validateUpdate(
    { spec: { ephemeralContainers: now = [] } },
    { spec: { ephemeralContainers: before = [] } },
  ) {
    return before.flatMap((old) =>
      refusal(
        old,
        now.find(({ name }) => name === old.name),
      ),
    );
  },
};

function refusal(old: EphemeralContainer, now: EphemeralContainer | undefined): FieldErrors {
  const field = "spec.ephemeralContainers";
  const subject = `existing ephemeral containers "${old.name}" may not be`;
  if (now === undefined) return [forbiddenField(field, `${subject} removed\n`)];
  if (isEqual(now, old)) return [];
  const changes = describeChanges("core.EphemeralContainer", old, now);
  return [forbiddenField(field, `${subject} changed\n${changes}`)];
}
