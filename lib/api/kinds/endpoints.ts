/** Models core/v1 Endpoints: deprecated in 1.33, still what the course writes by hand. */
import { age } from "../columns.ts";
import { ipWarnings } from "../ip-warnings.ts";
import { defineKind } from "../kind.ts";
import { typeAndMeta } from "../metadata.ts";
import {
  defaulted,
  field,
  type Infer,
  int32,
  list,
  type Mutable,
  object,
  pointer,
  present,
  string,
} from "../schema.ts";
import { validateEndpoints } from "./endpoints-validation.ts";

export const objectReference = object(
  "core/v1.ObjectReference",
  {
    kind: field(1, string),
    namespace: field(2, string),
    name: field(3, string),
    uid: field(4, string),
    apiVersion: field(5, string),
    resourceVersion: field(6, string),
    fieldPath: field(7, string),
  },
  { atomic: true },
);
export type ObjectReference = Infer<typeof objectReference>;

export const endpointAddress = object(
  "core/v1.EndpointAddress",
  {
    ip: present(1, string),
    hostname: field(3, string),
    nodeName: pointer(4, string),
    targetRef: field(2, objectReference),
  },
  { atomic: true },
);
export type EndpointAddress = Infer<typeof endpointAddress>;

export const endpointPort = object(
  "core/v1.EndpointPort",
  {
    name: field(1, string),
    port: present(2, int32),
    protocol: defaulted(3, string),
    appProtocol: pointer(4, string),
  },
  { atomic: true },
);

export const endpointSubset = object("core/v1.EndpointSubset", {
  addresses: field(1, list(endpointAddress)),
  notReadyAddresses: field(2, list(endpointAddress)),
  ports: field(3, list(endpointPort)),
});
export type EndpointSubset = Infer<typeof endpointSubset>;

const schema = object("core/v1.Endpoints", { ...typeAndMeta, subsets: field(2, list(endpointSubset)) });
export type Endpoints = Infer<typeof schema>;

export const ENDPOINTS_DEPRECATED =
  "v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice";

/** No subsets are none: Go leaves an empty list out. */
function withoutEmptySubsets(object: Mutable<Endpoints>): void {
  if (object.subsets?.length === 0) delete object.subsets;
}

export const endpoints = defineKind({
  group: "",
  version: "v1",
  kind: "Endpoints",
  plural: "endpoints",
  shortNames: ["ep"],
  namespaced: true,
  schema,
  deprecation: ENDPOINTS_DEPRECATED,

  applyDefaults(object) {
    for (const subset of object.subsets ?? []) for (const port of subset.ports ?? []) port.protocol ??= "TCP";
  },
  prepareForCreate: withoutEmptySubsets,
  prepareForUpdate: withoutEmptySubsets,
  warnings: ({ subsets = [] }) =>
    subsets.flatMap((subset, at) =>
      (["addresses", "notReadyAddresses"] as const).flatMap((list) =>
        (subset[list] ?? []).flatMap(({ ip }, index) =>
          ipWarnings(`subsets[${at}].${list}[${index}].ip`, ip),
        ),
      ),
    ),
  validate: validateEndpoints,

  columns: [
    { name: "Name", cell: (object) => object.metadata.name },
    { name: "Endpoints", cell: (object) => formatEndpoints(object) },
    { name: "Age", cell: age },
  ],
});

/** `10.244.1.4:8080,10.244.1.5:8080 + 2 more...`: at most three, `<none>` without subsets, empty when none is ready. */
function formatEndpoints(object: Endpoints): string {
  const subsets = object.subsets ?? [];
  if (subsets.length === 0) return "<none>";
  const all = subsets.flatMap((subset) => {
    const addresses = subset.addresses ?? [];
    const ports = subset.ports ?? [];
    if (ports.length === 0) return addresses.map((address) => address.ip);
    return ports.flatMap((port) => addresses.map((address) => `${bracketed(address.ip)}:${port.port}`));
  });
  return all.length > 3 ? `${all.slice(0, 3).join(",")} + ${all.length - 3} more...` : all.join(",");
}

const bracketed = (ip: string): string => (ip.includes(":") ? `[${ip}]` : ip);
