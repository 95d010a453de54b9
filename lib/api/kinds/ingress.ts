/** Models networking.k8s.io/v1 Ingress as an object only: no controller routes by it. */

import { GoText } from "../../go/syntax.ts";
import { age } from "../columns.ts";
import { type FieldErrors, invalidEach, invalidValue, notSupported, required } from "../field-error.ts";
import { defineKind } from "../kind.ts";
import { typeAndMeta } from "../metadata.ts";
import { dns1035LabelFaults } from "../names.ts";
import {
  any,
  embedded,
  field,
  type Infer,
  int32,
  list,
  object,
  pointer,
  present,
  string,
} from "../schema.ts";

const serviceBackendPort = object(
  "networking.k8s.io/v1.ServiceBackendPort",
  { name: field(1, string), number: field(2, int32) },
  { atomic: true },
);
const ingressServiceBackend = object("networking.k8s.io/v1.IngressServiceBackend", {
  name: present(1, string),
  port: field(2, serviceBackendPort),
});
const backend = object("networking.k8s.io/v1.IngressBackend", {
  service: field(4, ingressServiceBackend),
  resource: field(3, any),
});
const httpPath = object("networking.k8s.io/v1.HTTPIngressPath", {
  path: field(1, string),
  pathType: pointer(3, string),
  backend: present(2, backend),
});
const httpIngressRuleValue = object("networking.k8s.io/v1.HTTPIngressRuleValue", {
  paths: present(1, list(httpPath)),
});
const rule = object("networking.k8s.io/v1.IngressRule", {
  host: field(1, string),
  ...embedded(2, { http: field(1, httpIngressRuleValue) }),
});
const loadBalancerIngress = object("networking.k8s.io/v1.IngressLoadBalancerIngress", {
  ip: field(1, string),
  hostname: field(2, string),
  ports: field(4, list(any)),
});

const ingressTLS = object("networking.k8s.io/v1.IngressTLS", {
  hosts: field(1, list(string)),
  secretName: field(2, string),
});
const ingressSpec = object("networking.k8s.io/v1.IngressSpec", {
  ingressClassName: pointer(4, string),
  defaultBackend: field(1, backend),
  tls: field(2, list(ingressTLS)),
  rules: field(3, list(rule)),
});
const ingressLoadBalancerStatus = object("networking.k8s.io/v1.IngressLoadBalancerStatus", {
  ingress: field(1, list(loadBalancerIngress)),
});
const ingressStatus = object("networking.k8s.io/v1.IngressStatus", {
  loadBalancer: present(1, ingressLoadBalancerStatus),
});
const schema = object("networking.k8s.io/v1.Ingress", {
  ...typeAndMeta,
  spec: present(2, ingressSpec),
  status: present(3, ingressStatus),
});
export type Ingress = Infer<typeof schema>;
type Backend = Infer<typeof backend>;
type Path = Infer<typeof httpPath>;

export const ingresses = defineKind({
  group: "networking.k8s.io",
  version: "v1",
  kind: "Ingress",
  plural: "ingresses",
  shortNames: ["ing"],
  namespaced: true,
  hasGeneration: true,
  schema,
  subresources: ["status"],

  prepareForCreate(ingress) {
    ingress.status = { loadBalancer: {} };
  },
  prepareForUpdate(ingress, old) {
    ingress.status = old.status as typeof ingress.status;
  },
  validate,

  columns: [
    { name: "Name", cell: (ingress) => ingress.metadata.name },
    { name: "Class", cell: (ingress) => ingress.spec.ingressClassName ?? "<none>" },
    { name: "Hosts", cell: hosts },
    {
      name: "Address",
      cell: (ingress) =>
        (ingress.status.loadBalancer.ingress ?? []).map(({ ip, hostname }) => ip ?? hostname ?? "").join(","),
    },
    { name: "Ports", cell: (ingress) => ((ingress.spec.tls ?? []).length > 0 ? "80, 443" : "80") },
    { name: "Age", cell: age },
  ],
});

/** At most three hosts; `*` when no rule names one. */
function hosts({ spec }: Ingress): string {
  const named = (spec.rules ?? []).map(({ host }) => host ?? "").filter((host) => host !== "");
  if (named.length === 0) return "*";
  return named.length > 3 ? `${named.slice(0, 3).join(",")} + ${named.length - 3} more...` : named.join(",");
}

function validate({ spec }: Ingress): FieldErrors {
  const errors: FieldErrors = [];
  const rules = spec.rules ?? [];
  if (rules.length === 0 && spec.defaultBackend === undefined) {
    errors.push(
      invalidValue(
        "spec",
        new GoText("[]networking.IngressRule(nil)"),
        "either `defaultBackend` or `rules` must be specified",
      ),
    );
  }
  if (spec.defaultBackend !== undefined)
    errors.push(...validateBackend("spec.defaultBackend", spec.defaultBackend));
  for (const [at, { http }] of rules.entries()) {
    if (http === undefined) continue;
    const field = `spec.rules[${at}].http.paths`;
    if (http.paths.length === 0) errors.push(required(field));
    errors.push(...http.paths.flatMap((path, index) => validatePath(`${field}[${index}]`, path)));
  }
  return errors;
}

function validatePath(field: string, { path = "", pathType, backend: target }: Path): FieldErrors {
  const errors: FieldErrors = [];
  const types = ["Exact", "ImplementationSpecific", "Prefix"];
  if (pathType === undefined) errors.push(required(`${field}.pathType`, "pathType must be specified"));
  else if (!types.includes(pathType)) errors.push(notSupported(`${field}.pathType`, pathType, types));
  const needed = pathType === "Exact" || pathType === "Prefix";
  if ((needed || path !== "") && !path.startsWith("/"))
    errors.push(invalidValue(`${field}.path`, path, "must be an absolute path"));
  return [...errors, ...validateBackend(`${field}.backend`, target)];
}

function validateBackend(field: string, { service, resource }: Backend): FieldErrors {
  if (service !== undefined && resource !== undefined)
    return [invalidValue(field, "", "cannot set both resource and service backends")];
  if (resource !== undefined) return [];
  const name = service?.name ?? "";
  const errors =
    name === ""
      ? [required(`${field}.service.name`)]
      : invalidEach(`${field}.service.name`, name, dns1035LabelFaults(name));
  const { name: portName = "", number: portNumber = 0 } = service?.port ?? {};
  if (portName !== "" && portNumber !== 0)
    errors.push(invalidValue(`${field}.service.port`, "", "cannot set both port name & port number"));
  if (portName === "" && portNumber === 0)
    errors.push(required(`${field}.service.port`, "port name or number is required"));
  return errors;
}
