/** Endpoints and EndpointSlices. Models ValidateEndpoints of pkg/apis/core/validation and pkg/apis/discovery/validation. */
import {
  duplicate,
  type FieldErrors,
  immutable,
  invalidEach,
  invalidValue,
  notSupported,
  required,
  tooMany,
} from "../field-error.ts";
import { ipFamily } from "../ip-address.ts";
import { validateEndpointIP, validateIP } from "../ip-validation.ts";
import { validateLabels } from "../label-validation.ts";
import { dnsLabelFaults, dnsSubdomainFaults, portNumberFaults, qualifiedNameFaults } from "../names.ts";
import type { EndpointSlice, SliceEndpoint, SlicePort } from "./endpoint-slice.ts";
import type { EndpointAddress, EndpointSubset, Endpoints } from "./endpoints.ts";

const PROTOCOLS = ["SCTP", "TCP", "UDP"];
const ADDRESS_TYPES = ["FQDN", "IPv4", "IPv6"];
const SLICE_ENDPOINTS_MAX = 1000;
const ENDPOINT_ADDRESSES_MAX = 100;
const SLICE_PORTS_MAX = 20_000;
const TOPOLOGY_LABELS_MAX = 16;
const ZONE_HINTS_MAX = 8;

/** An item that decoding took from the store was found valid before it came there. */
const STORED: FieldErrors = [];

export function validateEndpoints(endpoints: Endpoints): FieldErrors {
  return (endpoints.subsets ?? []).flatMap((subset, at) => validateSubset(`subsets[${at}]`, subset));
}

function validateSubset(
  field: string,
  { addresses = [], notReadyAddresses = [], ports = [] }: EndpointSubset,
): FieldErrors {
  const nobody = addresses.length === 0 && notReadyAddresses.length === 0;
  const errors = nobody ? [required(field, "must specify `addresses` or `notReadyAddresses`")] : [];
  errors.push(...addresses.flatMap((address, at) => validateAddress(`${field}.addresses[${at}]`, address)));
  errors.push(
    ...notReadyAddresses.flatMap((address, at) =>
      validateAddress(`${field}.notReadyAddresses[${at}]`, address),
    ),
  );
  return [
    ...errors,
    ...ports.flatMap((port, at) => validatePort(`${field}.ports[${at}]`, port, ports.length > 1)),
  ];
}

/** A text that is no address is reported twice, as the server does. */
function validateAddress(field: string, address: EndpointAddress): FieldErrors {
  if (Object.isFrozen(address)) return STORED;
  const { ip = "", hostname = "", nodeName } = address;
  const errors = validateIP(`${field}.ip`, ip);
  if (hostname !== "") errors.push(...invalidEach(`${field}.hostname`, hostname, dnsLabelFaults(hostname)));
  if (nodeName !== undefined)
    errors.push(...invalidEach(`${field}.nodeName`, nodeName, dnsSubdomainFaults(nodeName)));
  return [...errors, ...validateEndpointIP(`${field}.ip`, ip)];
}

type Port = NonNullable<EndpointSubset["ports"]>[number];

function validatePort(
  field: string,
  { name = "", port = 0, protocol, appProtocol }: Port,
  nameRequired: boolean,
): FieldErrors {
  const errors: FieldErrors = [];
  if (name === "" && nameRequired) errors.push(required(`${field}.name`));
  if (name !== "") errors.push(...invalidEach(`${field}.name`, name, dnsLabelFaults(name)));
  errors.push(...invalidEach(`${field}.port`, port, portNumberFaults(port)));
  if (!PROTOCOLS.includes(protocol)) errors.push(notSupported(`${field}.protocol`, protocol, PROTOCOLS));
  if (appProtocol !== undefined)
    errors.push(...invalidEach(`${field}.appProtocol`, appProtocol, qualifiedNameFaults(appProtocol)));
  return errors;
}

export function validateEndpointSlice(slice: EndpointSlice): FieldErrors {
  return [
    ...validateAddressType(slice.addressType ?? ""),
    ...validateSliceEndpoints(slice),
    ...validateSlicePorts(slice.ports ?? []),
  ];
}

export function validateEndpointSliceUpdate(slice: EndpointSlice, old: EndpointSlice): FieldErrors {
  return slice.addressType === old.addressType ? [] : [immutable("addressType", slice.addressType)];
}

function validateAddressType(type: string): FieldErrors {
  if (type === "") return [required("addressType")];
  return ADDRESS_TYPES.includes(type) ? [] : [notSupported("addressType", type, ADDRESS_TYPES)];
}

function validateSliceEndpoints({ endpoints, addressType }: EndpointSlice): FieldErrors {
  if (endpoints.length > SLICE_ENDPOINTS_MAX)
    return [tooMany("endpoints", endpoints.length, SLICE_ENDPOINTS_MAX)];
  return endpoints.flatMap((endpoint, at) =>
    validateSliceEndpoint(`endpoints[${at}]`, endpoint, addressType),
  );
}

function validateSliceEndpoint(field: string, endpoint: SliceEndpoint, addressType: string): FieldErrors {
  if (Object.isFrozen(endpoint)) return STORED;
  const { addresses, nodeName, deprecatedTopology, hostname, hints } = endpoint;
  const errors: FieldErrors = [];
  if (addresses.length === 0) errors.push(required(`${field}.addresses`, "must contain at least 1 address"));
  if (addresses.length > ENDPOINT_ADDRESSES_MAX)
    errors.push(tooMany(`${field}.addresses`, addresses.length, ENDPOINT_ADDRESSES_MAX));
  errors.push(
    ...addresses.flatMap((address, at) =>
      validateSliceAddress(`${field}.addresses[${at}]`, address, addressType),
    ),
  );
  if (nodeName !== undefined)
    errors.push(...invalidEach(`${field}.nodeName`, nodeName, dnsSubdomainFaults(nodeName)));
  const labels = Object.keys(deprecatedTopology ?? {}).length;
  if (labels > TOPOLOGY_LABELS_MAX)
    errors.push(tooMany(`${field}.deprecatedTopology`, labels, TOPOLOGY_LABELS_MAX));
  errors.push(...validateLabels(`${field}.deprecatedTopology`, deprecatedTopology));
  if (hostname !== undefined)
    errors.push(...invalidEach(`${field}.hostname`, hostname, dnsLabelFaults(hostname)));
  return [...errors, ...validateZoneHints(`${field}.hints.forZones`, hints?.forZones ?? [])];
}

function validateSliceAddress(field: string, address: string, addressType: string): FieldErrors {
  if (addressType === "IPv4" || addressType === "IPv6") {
    const errors =
      ipFamily(address) === addressType
        ? []
        : [invalidValue(field, address, `must be a valid ${addressType} address`)];
    return [...errors, ...validateEndpointIP(field, address)];
  }
  return addressType === "FQDN" ? validateDomainName(field, address) : [];
}

function validateDomainName(field: string, name: string): FieldErrors {
  if (name === "") return [required(field)];
  const errors = invalidEach(field, name, dnsSubdomainFaults(name));
  return errors.length === 0 && name.split(".").length < 3
    ? [invalidValue(field, name, "should be a domain with at least three segments separated by dots")]
    : errors;
}

function validateZoneHints(field: string, zones: readonly { readonly name: string }[]): FieldErrors {
  if (zones.length > ZONE_HINTS_MAX) return [tooMany(field, zones.length, ZONE_HINTS_MAX)];
  return zones.flatMap(({ name }, at) =>
    zones.findIndex((zone) => zone.name === name) < at ? [duplicate(`${field}[${at}].name`, name)] : [],
  );
}

function validateSlicePorts(ports: readonly SlicePort[]): FieldErrors {
  if (ports.length > SLICE_PORTS_MAX) return [tooMany("ports", ports.length, SLICE_PORTS_MAX)];
  return ports.flatMap(({ name = "", protocol = "", appProtocol }, at) => {
    const field = `ports[${at}]`;
    const errors = name === "" ? [] : invalidEach(`${field}.name`, name, dnsLabelFaults(name));
    if (ports.slice(0, at).some((other) => (other.name ?? "") === name))
      errors.push(duplicate(`${field}.name`, name));
    if (!PROTOCOLS.includes(protocol)) errors.push(notSupported(`${field}.protocol`, protocol, PROTOCOLS));
    return appProtocol === undefined
      ? errors
      : [...errors, ...invalidEach(`${field}.appProtocol`, appProtocol, qualifiedNameFaults(appProtocol))];
  });
}
