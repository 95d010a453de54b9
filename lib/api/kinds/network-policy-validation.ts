/** Field errors and warnings about network policies. Models pkg/apis/networking/validation and the strategy of NetworkPolicy. */
import { quoted } from "../../go/strconv.ts";
import { GoText } from "../../go/syntax.ts";
import {
  type FieldErrors,
  forbiddenField,
  invalidEach,
  invalidValue,
  notSupported,
  required,
} from "../field-error.ts";
import { parseIP } from "../ip-address.ts";
import { validateCIDR } from "../ip-validation.ts";
import { cidrWarnings } from "../ip-warnings.ts";
import { validateLabelSelector } from "../label-validation.ts";
import { portNumberFaults } from "../names.ts";
import type { NetworkPolicy } from "./network-policy.ts";
import { validatePortNumberOrName } from "./pod-probe-validation.ts";

type Spec = NetworkPolicy["spec"];
type IngressRule = NonNullable<Spec["ingress"]>[number];
type Port = NonNullable<IngressRule["ports"]>[number];
type Peer = NonNullable<IngressRule["from"]>[number];
type IPBlock = NonNullable<Peer["ipBlock"]>;

const PROTOCOLS = ["TCP", "UDP", "SCTP"];
const POLICY_TYPES = ["Ingress", "Egress"];

export function validateNetworkPolicy({ spec }: NetworkPolicy): FieldErrors {
  return [
    ...validateLabelSelector("spec.podSelector", spec.podSelector),
    ...rulesOf(spec).flatMap(({ field, ports, peers, peersField }) => [
      ...ports.flatMap((port, at) => validatePort(`${field}.ports[${at}]`, port)),
      ...peers.flatMap((peer, at) => validatePeer(`${peersField}[${at}]`, peer)),
    ]),
    ...validatePolicyTypes(spec.policyTypes ?? []),
  ];
}

export function networkPolicyWarnings({ spec }: NetworkPolicy): string[] {
  return rulesOf(spec).flatMap(({ peers, peersField }) =>
    peers.flatMap(({ ipBlock }, at) => {
      const field = `${peersField}[${at}].ipBlock`;
      return [
        ...cidrWarnings(`${field}.cidr`, ipBlock?.cidr ?? ""),
        ...(ipBlock?.except ?? []).flatMap((cidr, index) => cidrWarnings(`${field}.except[${index}]`, cidr)),
      ];
    }),
  );
}

interface Rule {
  readonly field: string;
  readonly ports: readonly Port[];
  readonly peersField: string;
  readonly peers: readonly Peer[];
}

/** The rules of both directions, in the order in which the server looks at them. */
function rulesOf({ ingress = [], egress = [] }: Spec): readonly Rule[] {
  const rule = (field: string, ports: readonly Port[] = [], name: string, peers: readonly Peer[] = []) => ({
    field,
    ports,
    peersField: `${field}.${name}`,
    peers,
  });
  return [
    ...ingress.map(({ ports, from }, at) => rule(`spec.ingress[${at}]`, ports, "from", from)),
    ...egress.map(({ ports, to }, at) => rule(`spec.egress[${at}]`, ports, "to", to)),
  ];
}

function validatePort(field: string, { protocol, port, endPort }: Port): FieldErrors {
  const errors =
    protocol === undefined || PROTOCOLS.includes(protocol)
      ? []
      : [notSupported(`${field}.protocol`, protocol, PROTOCOLS)];
  const refuseEnd = (detail: string): FieldErrors =>
    endPort === undefined ? [] : [invalidValue(`${field}.endPort`, endPort, detail)];
  if (port === undefined)
    return [...errors, ...refuseEnd("may not be specified when `port` is not specified")];
  const ofPort = validatePortNumberOrName(`${field}.port`, port);
  if (typeof port === "string")
    return [...errors, ...refuseEnd("may not be specified when `port` is non-numeric"), ...ofPort];
  if (endPort === undefined) return [...errors, ...ofPort];
  return [
    ...errors,
    ...ofPort,
    ...(endPort < port ? refuseEnd("must be greater than or equal to `port`") : []),
    ...invalidEach(`${field}.endPort`, endPort, portNumberFaults(endPort)),
  ];
}

function validatePeer(field: string, { podSelector, namespaceSelector, ipBlock }: Peer): FieldErrors {
  const errors: FieldErrors = [
    ...validateLabelSelector(`${field}.podSelector`, podSelector),
    ...validateLabelSelector(`${field}.namespaceSelector`, namespaceSelector),
    ...(ipBlock === undefined ? [] : validateIPBlock(`${field}.ipBlock`, ipBlock)),
  ];
  const given = [podSelector, namespaceSelector, ipBlock].filter((peer) => peer !== undefined).length;
  if (given === 0) errors.push(required(field, "must specify a peer"));
  else if (given > 1 && ipBlock !== undefined)
    errors.push(forbiddenField(field, "may not specify both ipBlock and another peer"));
  return errors;
}

function validateIPBlock(field: string, { cidr = "", except = [] }: IPBlock): FieldErrors {
  if (cidr === "") return [required(`${field}.cidr`)];
  const errors = validateCIDR(`${field}.cidr`, cidr);
  if (errors.length > 0) return errors;
  for (const [at, text] of except.entries()) {
    const place = `${field}.except[${at}]`;
    const faults = validateCIDR(place, text);
    errors.push(...faults);
    if (faults.length === 0 && !isStrictSubset(text, cidr))
      errors.push(invalidValue(place, text, "must be a strict subset of `cidr`"));
  }
  return errors;
}

/** @param inner and outer are valid CIDRs. */
function isStrictSubset(inner: string, outer: string): boolean {
  const [[innerBits, innerLength], [outerBits, outerLength]] = [bitsOf(inner), bitsOf(outer)];
  return (
    innerBits.length === outerBits.length &&
    outerLength < innerLength &&
    innerBits.slice(0, outerLength) === outerBits.slice(0, outerLength)
  );
}

/** The address in binary digits, and the length of the network's part. */
function bitsOf(cidr: string): readonly [bits: string, length: number] {
  const [address = "", length] = cidr.split("/");
  const bytes = parseIP(address) ?? [];
  return [bytes.map((byte) => byte.toString(2).padStart(8, "0")).join(""), Number(length)];
}

function validatePolicyTypes(types: readonly string[]): FieldErrors {
  const field = "spec.policyTypes";
  if (types.length > POLICY_TYPES.length) {
    const shown = new GoText(`[]networking.PolicyType{${types.map(quoted).join(", ")}}`);
    return [invalidValue(field, shown, "may not specify more than two policyTypes")];
  }
  return types.flatMap((type, at) =>
    POLICY_TYPES.includes(type) ? [] : [notSupported(`${field}[${at}]`, type, POLICY_TYPES)],
  );
}
