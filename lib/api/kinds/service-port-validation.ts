/** The ports of a Service. Models this part of ValidateService of pkg/apis/core/validation. */
import { GoText } from "../../go/syntax.ts";
import {
  duplicate,
  type FieldErrors,
  forbiddenField,
  invalidEach,
  notSupported,
  required,
} from "../field-error.ts";
import { dnsLabelFaults, portNumberFaults, qualifiedNameFaults } from "../names.ts";
import { validatePortNumberOrName } from "./pod-probe-validation.ts";
import type { ServicePort } from "./service.ts";

const PROTOCOLS = ["SCTP", "TCP", "UDP"];

export function validatePorts(ports: readonly ServicePort[]): FieldErrors {
  const names = new Set<string>();
  return ports.flatMap((port, at) => {
    const field = `spec.ports[${at}]`;
    const name = port.name ?? "";
    const errors: FieldErrors = [];
    if (name === "" && ports.length > 1) errors.push(required(`${field}.name`));
    if (name !== "") {
      errors.push(...invalidEach(`${field}.name`, name, dnsLabelFaults(name)));
      if (names.has(name)) errors.push(duplicate(`${field}.name`, name));
      names.add(name);
    }
    return [...errors, ...validatePort(field, port)];
  });
}

function validatePort(field: string, port: ServicePort): FieldErrors {
  const errors = invalidEach(`${field}.port`, port.port ?? 0, portNumberFaults(port.port ?? 0));
  if (!PROTOCOLS.includes(port.protocol))
    errors.push(notSupported(`${field}.protocol`, port.protocol, PROTOCOLS));
  errors.push(...validatePortNumberOrName(`${field}.targetPort`, port.targetPort));
  if (port.appProtocol !== undefined)
    errors.push(
      ...invalidEach(`${field}.appProtocol`, port.appProtocol, qualifiedNameFaults(port.appProtocol)),
    );
  return errors;
}

export function forbidNodePorts(ports: readonly ServicePort[]): FieldErrors {
  return ports.flatMap((port, at) =>
    (port.nodePort ?? 0) === 0
      ? []
      : [forbiddenField(`spec.ports[${at}].nodePort`, "may not be used when `type` is 'ClusterIP'")],
  );
}

/** Neither node ports nor ports may appear twice for one protocol. */
export function validateUniquePorts(ports: readonly ServicePort[]): FieldErrors {
  const isRepeated = (at: number, same: (other: ServicePort) => boolean): boolean =>
    ports.slice(0, at).some((other) => other.protocol === ports[at]?.protocol && same(other));
  const nodePorts = ports.flatMap((port, at) => {
    const repeated =
      (port.nodePort ?? 0) !== 0 && isRepeated(at, (other) => other.nodePort === port.nodePort);
    return repeated ? [duplicate(`spec.ports[${at}].nodePort`, port.nodePort)] : [];
  });
  const numbers = ports.flatMap((port, at) =>
    isRepeated(at, (other) => other.port === port.port)
      ? [duplicate(`spec.ports[${at}]`, goPortKey(port))]
      : [],
  );
  return [...nodePorts, ...numbers];
}

/** The server names the repeated pair as a port with nothing else set. */
function goPortKey({ protocol, port }: ServicePort): GoText {
  const targetPort = 'intstr.IntOrString{Type:0, IntVal:0, StrVal:""}';
  return new GoText(
    `core.ServicePort{Name:"", Protocol:"${protocol}", AppProtocol:(*string)(nil), Port:${port}, TargetPort:${targetPort}, NodePort:0}`,
  );
}
