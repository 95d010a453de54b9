/** Models discovery.k8s.io/v1 EndpointSlice. */
import { age } from "../columns.ts";
import { ipWarnings } from "../ip-warnings.ts";
import { defineKind } from "../kind.ts";
import { typeAndMeta } from "../metadata.ts";
import { boolean, field, type Infer, int32, list, map, object, pointer, present, string } from "../schema.ts";
import { objectReference } from "./endpoints.ts";
import { validateEndpointSlice, validateEndpointSliceUpdate } from "./endpoints-validation.ts";

export const SERVICE_NAME_LABEL = "kubernetes.io/service-name";
/** Of a Service that has no cluster IP, on its endpoints. */
export const HEADLESS_LABEL = "service.kubernetes.io/headless";
export const MANAGED_BY_LABEL = "endpointslice.kubernetes.io/managed-by";

const endpointConditions = object("discovery.k8s.io/v1.EndpointConditions", {
  ready: pointer(1, boolean),
  serving: pointer(2, boolean),
  terminating: pointer(3, boolean),
});
const endpointHints = object("discovery.k8s.io/v1.EndpointHints", {
  forZones: field(1, list(object("discovery.k8s.io/v1.ForZone", { name: present(1, string) }))),
  forNodes: field(2, list(object("discovery.k8s.io/v1.ForNode", { name: present(1, string) }))),
});
export const sliceEndpoint = object("discovery.k8s.io/v1.Endpoint", {
  addresses: present(1, list(string)),
  conditions: present(2, endpointConditions),
  hostname: pointer(3, string),
  targetRef: field(4, objectReference),
  deprecatedTopology: field(5, map(string)),
  nodeName: pointer(6, string),
  zone: pointer(7, string),
  hints: field(8, endpointHints),
});
export type SliceEndpoint = Infer<typeof sliceEndpoint>;

export const slicePort = object("discovery.k8s.io/v1.EndpointPort", {
  name: pointer(1, string),
  protocol: pointer(2, string),
  port: pointer(3, int32),
  appProtocol: pointer(4, string),
});
export type SlicePort = Infer<typeof slicePort>;

const schema = object("discovery.k8s.io/v1.EndpointSlice", {
  ...typeAndMeta,
  addressType: present(4, string),
  endpoints: present(2, list(sliceEndpoint)),
  ports: field(3, list(slicePort)),
});
export type EndpointSlice = Infer<typeof schema>;

/** Who copies addresses that were warned of before. */
const OWN_CONTROLLERS = ["endpointslice-controller.k8s.io", "endpointslicemirroring-controller.k8s.io"];

export const endpointSlices = defineKind({
  group: "discovery.k8s.io",
  version: "v1",
  kind: "EndpointSlice",
  plural: "endpointslices",
  namespaced: true,
  hasGeneration: true,
  schema,

  applyDefaults(slice) {
    for (const port of slice.ports ?? []) {
      port.name ??= "";
      port.protocol ??= "TCP";
    }
    for (const endpoint of slice.endpoints ?? []) endpoint.conditions ??= {};
  },
  warnings: ({ metadata, endpoints = [] }) =>
    OWN_CONTROLLERS.includes(metadata.labels?.["endpointslice.kubernetes.io/managed-by"] ?? "")
      ? []
      : endpoints.flatMap(({ addresses }, at) =>
          addresses.flatMap((ip, index) => ipWarnings(`endpoints[${at}].addresses[${index}]`, ip)),
        ),
  validate: validateEndpointSlice,
  validateUpdate: validateEndpointSliceUpdate,

  columns: [
    { name: "Name", cell: (slice) => slice.metadata.name },
    { name: "AddressType", cell: (slice) => slice.addressType },
    {
      name: "Ports",
      cell: (slice) =>
        firstThree(
          (slice.ports ?? []).map((port) => (port.port === undefined ? "*" : String(port.port))),
          "<unset>",
        ),
    },
    {
      name: "Endpoints",
      cell: (slice) =>
        firstThree(
          (slice.endpoints ?? []).flatMap((endpoint) => endpoint.addresses),
          "<unset>",
        ),
    },
    { name: "Age", cell: age },
  ],
});

function firstThree(values: readonly string[], none: string): string {
  if (values.length === 0) return none;
  return values.length > 3
    ? `${values.slice(0, 3).join(",")} + ${values.length - 3} more...`
    : values.join(",");
}
