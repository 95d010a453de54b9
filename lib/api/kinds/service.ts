/** Models core/v1 Service: pkg/apis/core/{v1/defaults,validation} and the registry's allocation of addresses. */

import { age } from "../columns.ts";
import { defineKind } from "../kind.ts";
import { condition, typeAndMeta } from "../metadata.ts";
import {
  boolean,
  defaulted,
  field,
  type Infer,
  int32,
  intOrString,
  list,
  map,
  object,
  oneOf,
  pointer,
  present,
  string,
} from "../schema.ts";
import { allocateServiceAddresses, releaseServiceAddresses } from "../service-addresses.ts";
import {
  alignClusterIPs,
  dropTypeDependentFields,
  fillClusterIPs,
  isExternallyAccessible,
  keepAllocatedValues,
  needsClusterIP,
} from "./service-types.ts";
import { validateService, validateServiceUpdate } from "./service-validation.ts";
import { serviceWarnings } from "./service-warnings.ts";

export const servicePort = object("core/v1.ServicePort", {
  name: field(1, string),
  protocol: defaulted(2, oneOf("TCP", "UDP", "SCTP")),
  appProtocol: pointer(6, string),
  port: present(3, int32),
  targetPort: defaulted(4, intOrString),
  nodePort: field(5, int32),
});
export type ServicePort = Infer<typeof servicePort>;

const sessionAffinityConfig = object("core/v1.SessionAffinityConfig", {
  clientIP: field(1, object("core/v1.ClientIPConfig", { timeoutSeconds: pointer(1, int32) })),
});
const serviceSpec = object("core/v1.ServiceSpec", {
  ports: field(
    1,
    list(servicePort, {
      mergeKey: "port",
      mapKeys: ["port", "protocol"],
      keyDefaults: { protocol: "TCP" },
    }),
  ),
  selector: field(2, map(string, { atomic: true })),
  clusterIP: field(3, string),
  clusterIPs: field(18, list(string)),
  type: defaulted(4, oneOf("ClusterIP", "NodePort", "LoadBalancer", "ExternalName")),
  externalIPs: field(5, list(string)),
  sessionAffinity: defaulted(7, oneOf("ClientIP", "None")),
  loadBalancerIP: field(8, string),
  loadBalancerSourceRanges: field(9, list(string)),
  externalName: field(10, string),
  externalTrafficPolicy: field(11, oneOf("Cluster", "Local")),
  healthCheckNodePort: field(12, int32),
  publishNotReadyAddresses: field(13, boolean),
  sessionAffinityConfig: field(14, sessionAffinityConfig),
  ipFamilies: field(19, list(string)),
  ipFamilyPolicy: pointer(17, string),
  allocateLoadBalancerNodePorts: pointer(20, boolean),
  loadBalancerClass: pointer(21, string),
  internalTrafficPolicy: pointer(22, oneOf("Cluster", "Local")),
  trafficDistribution: pointer(23, string),
});
const portStatus = object("core/v1.PortStatus", {
  port: field(1, int32),
  protocol: field(2, string),
  error: pointer(3, string),
});
const loadBalancerIngress = object("core/v1.LoadBalancerIngress", {
  ip: field(1, string),
  hostname: field(2, string),
  ipMode: pointer(3, string),
  ports: field(4, list(portStatus)),
});
const loadBalancerStatus = object("core/v1.LoadBalancerStatus", {
  ingress: field(1, list(loadBalancerIngress)),
});
const serviceStatus = object("core/v1.ServiceStatus", {
  loadBalancer: present(1, loadBalancerStatus),
  conditions: field(2, list(condition, { mergeKey: "type", mapKeys: ["type"] })),
});
const schema = object("core/v1.Service", {
  ...typeAndMeta,
  spec: present(2, serviceSpec),
  status: present(3, serviceStatus),
});
export type Service = Infer<typeof schema>;

export const SESSION_TIMEOUT_SECONDS_DEFAULT = 10_800;

export const services = defineKind({
  group: "",
  version: "v1",
  kind: "Service",
  plural: "services",
  shortNames: ["svc"],
  categories: ["all"],
  namespaced: true,
  returnsDeleted: true,
  schema,
  subresources: ["status"],
  nameRule: "label1035",
  selectableFields: {
    "spec.clusterIP": (service) => service.spec.clusterIP ?? "",
    "spec.type": (service) => service.spec.type,
  },

  prepareForCreate(service) {
    service.status = { loadBalancer: {} };
    fillClusterIPs(service);
  },
  prepareForUpdate(service, old) {
    service.status = old.status as typeof service.status;
    keepAllocatedValues(service, old);
    alignClusterIPs(service, old);
    dropTypeDependentFields(service, old);
  },

  applyDefaults(service) {
    const spec = service.spec;
    spec.type ??= "ClusterIP";
    spec.sessionAffinity ??= "None";
    if (spec.sessionAffinity === "None") spec.sessionAffinityConfig = undefined;
    else
      spec.sessionAffinityConfig = {
        clientIP: {
          timeoutSeconds:
            spec.sessionAffinityConfig?.clientIP?.timeoutSeconds ?? SESSION_TIMEOUT_SECONDS_DEFAULT,
        },
      };
    for (const port of spec.ports ?? []) {
      port.protocol ??= "TCP";
      if (port.targetPort === undefined || port.targetPort === 0 || port.targetPort === "")
        port.targetPort = port.port;
    }
    if (needsClusterIP(service)) spec.internalTrafficPolicy ??= "Cluster";
    if (isExternallyAccessible(service)) spec.externalTrafficPolicy ??= "Cluster";
    if (spec.type === "LoadBalancer") spec.allocateLoadBalancerNodePorts ??= true;
    service.status ??= { loadBalancer: {} };
    service.status.loadBalancer ??= {};
  },

  validate: validateService,
  reportsUpdateFirst: true,
  validateUpdate: validateServiceUpdate,
  warnings: serviceWarnings,
  allocate: allocateServiceAddresses,
  release: releaseServiceAddresses,

  columns: [
    { name: "Name", cell: (service) => service.metadata.name },
    { name: "Type", cell: (service) => service.spec.type },
    { name: "Cluster-IP", cell: (service) => service.spec.clusterIP ?? "<none>" },
    { name: "External-IP", cell: externalAddresses },
    { name: "Port(s)", cell: ports },
    { name: "Age", cell: age },
    { name: "Selector", wide: true, cell: selector },
  ],
});

/** The EXTERNAL-IP column. Models printers/internalversion getServiceExternalIP, which a server asks for wide cells alone: none is clipped. */
function externalAddresses(service: Service): string {
  const { spec, status } = service;
  const outside = spec.externalIPs ?? [];
  if (spec.type === "ExternalName") return spec.externalName ?? "";
  if (spec.type === "LoadBalancer") {
    const given = (status.loadBalancer.ingress ?? []).map((ingress) => ingress.ip ?? ingress.hostname ?? "");
    const all = [...given, ...outside];
    return all.length === 0 ? "<pending>" : all.join(",");
  }
  return outside.length === 0 ? "<none>" : outside.join(",");
}

function ports(service: Service): string {
  const all = service.spec.ports ?? [];
  if (all.length === 0) return "<none>";
  return all
    .map((port) =>
      port.nodePort === undefined || port.nodePort === 0
        ? `${port.port}/${port.protocol}`
        : `${port.port}:${port.nodePort}/${port.protocol}`,
    )
    .join(",");
}

function selector(service: Service): string {
  const pairs = Object.entries(service.spec.selector ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
  return pairs.length === 0 ? "<none>" : pairs.map(([key, value]) => `${key}=${value}`).join(",");
}
