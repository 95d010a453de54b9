/** Probes and life-cycle handlers of containers. Models validateProbe and validateHandler of pkg/apis/core/validation. */
import {
  type FieldErrors,
  forbiddenField,
  invalidEach,
  invalidValue,
  negative,
  notSupported,
  required,
} from "../field-error.ts";
import { httpHeaderNameFaults, portNameFaults, portNumberFaults } from "../names.ts";
import type { Container, Probe } from "./pod-spec.ts";

type Handler = NonNullable<NonNullable<Container["lifecycle"]>["postStart"]>;
type AnyHandler = Pick<Probe, "exec" | "httpGet" | "tcpSocket" | "grpc"> & Pick<Handler, "sleep">;

export function validatePortNumberOrName(field: string, port: number | string | undefined): FieldErrors {
  if (typeof port === "string") return invalidEach(field, port, portNameFaults(port));
  return invalidEach(field, port ?? 0, portNumberFaults(port ?? 0));
}

/** @param graceSeconds the Pod's terminationGracePeriodSeconds, within which a sleep must end. */
export function validateProbes(field: string, container: Container, graceSeconds: number): FieldErrors {
  const { lifecycle, livenessProbe, readinessProbe, startupProbe } = container;
  const errors: FieldErrors = [];
  if (lifecycle?.postStart !== undefined)
    errors.push(...validateHandler(`${field}.lifecycle.postStart`, lifecycle.postStart, graceSeconds));
  if (lifecycle?.preStop !== undefined)
    errors.push(...validateHandler(`${field}.lifecycle.preStop`, lifecycle.preStop, graceSeconds));
  errors.push(
    ...validateProbe(`${field}.livenessProbe`, livenessProbe, graceSeconds),
    ...mustSucceedOnce(`${field}.livenessProbe`, livenessProbe),
  );
  errors.push(...validateProbe(`${field}.readinessProbe`, readinessProbe, graceSeconds));
  if (readinessProbe?.terminationGracePeriodSeconds !== undefined) {
    const name = `${field}.readinessProbe.terminationGracePeriodSeconds`;
    errors.push(
      invalidValue(name, readinessProbe.terminationGracePeriodSeconds, "must not be set for readinessProbes"),
    );
  }
  return [
    ...errors,
    ...validateProbe(`${field}.startupProbe`, startupProbe, graceSeconds),
    ...mustSucceedOnce(`${field}.startupProbe`, startupProbe),
  ];
}

function mustSucceedOnce(field: string, probe: Probe | undefined): FieldErrors {
  return probe === undefined || probe.successThreshold === 1
    ? []
    : [invalidValue(`${field}.successThreshold`, probe.successThreshold ?? 0, "must be 1")];
}

function validateProbe(field: string, probe: Probe | undefined, graceSeconds: number): FieldErrors {
  if (probe === undefined) return [];
  const counts = [
    "initialDelaySeconds",
    "timeoutSeconds",
    "periodSeconds",
    "successThreshold",
    "failureThreshold",
  ] as const;
  const errors = [
    ...validateHandler(field, probe, graceSeconds),
    ...counts.flatMap((name) => negative(`${field}.${name}`, probe[name])),
  ];
  const grace = probe.terminationGracePeriodSeconds;
  return grace !== undefined && grace <= 0
    ? [...errors, invalidValue(`${field}.terminationGracePeriodSeconds`, grace, "must be greater than 0")]
    : errors;
}

function validateHandler(field: string, handler: AnyHandler, graceSeconds: number): FieldErrors {
  const types = (["exec", "httpGet", "tcpSocket", "grpc", "sleep"] as const).filter(
    (type) => handler[type] !== undefined,
  );
  const [type, ...others] = types;
  if (type === undefined) return [required(field, "must specify a handler type")];
  const tooMany = others.map((other) =>
    forbiddenField(`${field}.${other}`, "may not specify more than 1 handler type"),
  );
  return [...validateAction(`${field}.${type}`, handler, type, graceSeconds), ...tooMany];
}

function validateAction(
  field: string,
  handler: AnyHandler,
  type: keyof AnyHandler,
  graceSeconds: number,
): FieldErrors {
  switch (type) {
    case "exec":
      return (handler.exec?.command ?? []).length === 0 ? [required(`${field}.command`)] : [];
    case "httpGet":
      return validateHttpGet(field, handler.httpGet);
    case "tcpSocket":
      return validatePortNumberOrName(`${field}.port`, handler.tcpSocket?.port);
    case "grpc":
      return validatePortNumberOrName(`${field}.port`, handler.grpc?.port);
    case "sleep": {
      const seconds = handler.sleep?.seconds ?? 0;
      const valid = seconds >= 0 && seconds <= graceSeconds;
      return valid
        ? []
        : [
            invalidValue(
              field,
              seconds,
              `must be non-negative and less than terminationGracePeriodSeconds (${graceSeconds})`,
            ),
          ];
    }
  }
}

function validateHttpGet(field: string, action: Probe["httpGet"]): FieldErrors {
  const errors = (action?.path ?? "") === "" ? [required(`${field}.path`)] : [];
  errors.push(...validatePortNumberOrName(`${field}.port`, action?.port));
  const schemes = ["HTTP", "HTTPS"];
  if (!schemes.includes(action?.scheme ?? ""))
    errors.push(notSupported(`${field}.scheme`, action?.scheme ?? "", schemes));
  return [
    ...errors,
    ...(action?.httpHeaders ?? []).flatMap(({ name = "" }) =>
      invalidEach(`${field}.httpHeaders`, name, httpHeaderNameFaults(name)),
    ),
  ];
}
