/** How many Pods an update may take away or add at once. Models ValidateRollingUpdateDeployment and its siblings. */

import { quoted } from "../../go/strconv.ts";
import { GoText } from "../../go/syntax.ts";
import { type FieldErrors, invalidValue, negative, notSupported, required } from "../field-error.ts";
import type { DaemonSet } from "./daemon-set.ts";

interface RollingUpdate {
  readonly maxUnavailable?: number | string | undefined;
  readonly maxSurge?: number | string | undefined;
}

const PERCENT = "[0-9]+%";

export function validateRollingUpdate(
  field: string,
  { maxUnavailable, maxSurge }: RollingUpdate,
): FieldErrors {
  const errors = [
    ...validateCount(`${field}.maxUnavailable`, maxUnavailable),
    ...validateCount(`${field}.maxSurge`, maxSurge),
  ];
  if (amount(maxUnavailable) === 0 && amount(maxSurge) === 0) {
    errors.push(
      invalidValue(
        `${field}.maxUnavailable`,
        goIntOrString(maxUnavailable),
        "may not be 0 when `maxSurge` is 0",
      ),
    );
  }
  return [...errors, ...atMostAll(`${field}.maxUnavailable`, maxUnavailable)];
}

export function validateRollingUpdateOfDaemonSet(
  field: string,
  { type, rollingUpdate }: DaemonSet["spec"]["updateStrategy"],
): FieldErrors {
  if (type === "OnDelete") return [];
  if (type !== "RollingUpdate") {
    const shown = new GoText(
      `apps.DaemonSetUpdateStrategy{Type:${quoted(type)}, RollingUpdate:(*apps.RollingUpdateDaemonSet)(nil)}`,
    );
    return [notSupported(field, shown, ["RollingUpdate", "OnDelete"])];
  }
  const { maxUnavailable, maxSurge } = rollingUpdate ?? {};
  const path = `${field}.rollingUpdate`;
  const errors = [
    ...validateCount(`${path}.maxUnavailable`, maxUnavailable),
    ...validateCount(`${path}.maxSurge`, maxSurge),
  ];
  errors.push(
    ...atMostAll(`${path}.maxUnavailable`, maxUnavailable),
    ...atMostAll(`${path}.maxSurge`, maxSurge),
  );
  const [unavailable, surge] = [amount(maxUnavailable) !== 0, amount(maxSurge) !== 0];
  if (unavailable && surge)
    errors.push(
      invalidValue(
        `${path}.maxSurge`,
        goIntOrString(maxSurge),
        "may not be set when maxUnavailable is non-zero",
      ),
    );
  if (!unavailable && !surge)
    errors.push(required(`${path}.maxUnavailable`, "cannot be 0 when maxSurge is 0"));
  return errors;
}

function validateCount(field: string, value: number | string | undefined): FieldErrors {
  if (typeof value !== "string") return negative(field, value);
  if (new RegExp(`^${PERCENT}$`).test(value)) return [];
  const rule = "a valid percent string must be a numeric string followed by an ending '%'";
  return [
    invalidValue(
      field,
      goIntOrString(value),
      `${rule} (e.g. '1%',  or '93%', regex used for validation is '${PERCENT}')`,
    ),
  ];
}

function atMostAll(field: string, value: number | string | undefined): FieldErrors {
  const tooMuch = typeof value === "string" && amount(value) > 100;
  return tooMuch ? [invalidValue(field, goIntOrString(value), "must not be greater than 100%")] : [];
}

const amount = (value: number | string | undefined): number =>
  typeof value === "string" ? Number.parseInt(value, 10) || 0 : (value ?? 0);

function goIntOrString(value: number | string | undefined): GoText {
  const [type, number, text] = typeof value === "string" ? [1, 0, value] : [0, value ?? 0, ""];
  return new GoText(`intstr.IntOrString{Type:${type}, IntVal:${number}, StrVal:${quoted(text)}}`);
}
