/** Models discovery.k8s.io/v1 EndpointSlice. */
import { age } from "../columns.ts";
import { defineKind } from "../kind.ts";
import { typeAndMeta } from "../metadata.ts";
import { boolean, type Infer, int32, list, map, object, pointer, present, string } from "../schema.ts";
import { objectReference } from "./endpoints.ts";
import { validateEndpointSlice, validateEndpointSliceUpdate } from "./endpoints-validation.ts";

export const SERVICE_NAME_LABEL = "kubernetes.io/service-name";
export const MANAGED_BY_LABEL = "endpointslice.kubernetes.io/managed-by";

export const sliceEndpoint = object("discovery.k8s.io/v1.Endpoint", {
  addresses: present(list(string)),
  conditions: present(
    object("discovery.k8s.io/v1.EndpointConditions", {
      ready: pointer(boolean),
      serving: pointer(boolean),
      terminating: pointer(boolean),
    }),
  ),
  hostname: pointer(string),
  targetRef: objectReference,
  deprecatedTopology: map(string),
  nodeName: pointer(string),
  zone: pointer(string),
  hints: object("discovery.k8s.io/v1.EndpointHints", {
    forZones: list(object("discovery.k8s.io/v1.ForZone", { name: present(string) })),
    forNodes: list(object("discovery.k8s.io/v1.ForNode", { name: present(string) })),
  }),
});
export type SliceEndpoint = Infer<typeof sliceEndpoint>;

export const slicePort = object("discovery.k8s.io/v1.EndpointPort", {
  name: pointer(string),
  protocol: pointer(string),
  port: pointer(int32),
  appProtocol: pointer(string),
});
export type SlicePort = Infer<typeof slicePort>;

const schema = object("discovery.k8s.io/v1.EndpointSlice", {
  ...typeAndMeta,
  addressType: present(string),
  endpoints: present(list(sliceEndpoint)),
  ports: list(slicePort),
});
export type EndpointSlice = Infer<typeof schema>;

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
