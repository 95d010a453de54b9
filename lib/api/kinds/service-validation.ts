/**
 * Models ValidateService and ValidateServiceUpdate of pkg/apis/core/validation, and pkg/api/service/warnings.go.
 *
 * What the server hands out itself (cluster IP, node ports) may still be missing here: it is allocated afterwards.
 */

import { GoText } from "../../go/syntax.ts";
import {
  duplicate,
  type FieldErrors,
  forbiddenField,
  invalidEach,
  invalidValue,
  notSupported,
  required,
} from "../field-error.ts";
import { ipFamily } from "../ip-address.ts";
import { validateCIDR, validateEndpointIP, validateIP } from "../ip-validation.ts";
import { validateLabels } from "../label-validation.ts";
import { dnsLabelFaults, dnsSubdomainFaults, portNumberFaults, qualifiedNameFaults } from "../names.ts";
import { validatePortNumberOrName } from "./pod-probe-validation.ts";
import type { Service, ServicePort } from "./service.ts";
import {
  isExternallyAccessible,
  isHeadless,
  needsClusterIP,
  needsHealthCheckNodePort,
} from "./service-types.ts";

const KUBELET_PORT = 10_250;
const SESSION_TIMEOUT_SECONDS_MAX = 86_400;
const SOURCE_RANGES_ANNOTATION = "service.beta.kubernetes.io/load-balancer-source-ranges";
const PROTOCOLS = ["SCTP", "TCP", "UDP"];
const SERVICE_TYPES = ["ClusterIP", "ExternalName", "LoadBalancer", "NodePort"];

type ServiceLike = Pick<Service, "spec">;

/** All faults of a Service's spec in the order of the server. */
export function validateService(service: Service): FieldErrors {
  const { spec } = service;
  const ports = spec.ports ?? [];
  const errors: FieldErrors = [];
  if (ports.length === 0 && !isHeadless(service) && spec.type !== "ExternalName")
    errors.push(required("spec.ports"));
  errors.push(...validateByType(service));
  errors.push(...validatePorts(ports));
  errors.push(...validateLabels("spec.selector", spec.selector));
  errors.push(...validateSessionAffinity(service));
  errors.push(...validateClusterIPs(service));
  errors.push(...validateExternalIPs(service));
  if (!SERVICE_TYPES.includes(spec.type)) errors.push(notSupported("spec.type", spec.type, SERVICE_TYPES));
  if (spec.type === "ClusterIP") errors.push(...forbidNodePorts(ports));
  errors.push(...validateUniquePorts(ports));
  errors.push(...validateLoadBalancer(service));
  errors.push(...validateTrafficPolicies(service));
  return errors;
}

/** What an update may not change. The new Service as such is validated besides. */
export function validateServiceUpdate(service: Service, old: Service): FieldErrors {
  const errors: FieldErrors = [];
  if (needsClusterIP(service) && needsClusterIP(old)) {
    errors.push(...validateClusterIPsUnchanged(service, old));
    errors.push(...validateFamiliesUnchanged(service, old));
  }
  const bothBalanced = service.spec.type === "LoadBalancer" && old.spec.type === "LoadBalancer";
  if (bothBalanced && service.spec.loadBalancerClass !== old.spec.loadBalancerClass) {
    errors.push(
      invalidValue("spec.loadBalancerClass", service.spec.loadBalancerClass, "may not change once set"),
    );
  }
  errors.push(...validateLoadBalancerClass(service));
  const bothChecked = needsHealthCheckNodePort(service) && needsHealthCheckNodePort(old);
  if (bothChecked && service.spec.healthCheckNodePort !== old.spec.healthCheckNodePort) {
    errors.push(forbiddenField("spec.healthCheckNodePort", "field is immutable"));
  }
  return errors;
}

function validateByType(service: ServiceLike): FieldErrors {
  const { spec } = service;
  switch (spec.type) {
    case "LoadBalancer": {
      const errors = (spec.ports ?? []).flatMap((port, at) =>
        port.port === KUBELET_PORT
          ? [
              invalidValue(
                `spec.ports[${at}]`,
                port.port,
                `may not expose port ${KUBELET_PORT} externally since it is used by kubelet`,
              ),
            ]
          : [],
      );
      return [...errors, ...forbidHeadless(service)];
    }
    case "NodePort":
      return forbidHeadless(service);
    case "ExternalName":
      return validateExternalName(service);
    default:
      return [];
  }
}

function forbidHeadless(service: ServiceLike): FieldErrors {
  return isHeadless(service)
    ? [
        invalidValue(
          "spec.clusterIPs[0]",
          "None",
          `may not be set to 'None' for ${service.spec.type} services`,
        ),
      ]
    : [];
}

function validateExternalName({ spec }: ServiceLike): FieldErrors {
  const unset = "may not be set for ExternalName services";
  const errors: FieldErrors = [];
  if ((spec.clusterIPs ?? []).length > 0) errors.push(forbiddenField("spec.clusterIPs", unset));
  if ((spec.ipFamilies ?? []).length > 0) errors.push(forbiddenField("spec.ipFamilies", unset));
  if (spec.ipFamilyPolicy !== undefined) errors.push(forbiddenField("spec.ipFamilyPolicy", unset));
  const name = (spec.externalName ?? "").replace(/\.$/, "");
  if (name === "") return [...errors, required("spec.externalName")];
  return [...errors, ...invalidEach("spec.externalName", name, dnsSubdomainFaults(name))];
}

function validatePorts(ports: readonly ServicePort[]): FieldErrors {
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

function validateSessionAffinity({ spec }: ServiceLike): FieldErrors {
  const field = "spec.sessionAffinityConfig";
  if (spec.sessionAffinity === "None") {
    return spec.sessionAffinityConfig === undefined
      ? []
      : [forbiddenField(field, "must not be set when session affinity is None")];
  }
  if (spec.sessionAffinity !== "ClientIP")
    return [notSupported("spec.sessionAffinity", spec.sessionAffinity, ["ClientIP", "None"])];
  const why = "when session affinity type is ClientIP";
  if (spec.sessionAffinityConfig === undefined) return [required(field, why)];
  if (spec.sessionAffinityConfig.clientIP === undefined) return [required(`${field}.clientIP`, why)];
  const { timeoutSeconds } = spec.sessionAffinityConfig.clientIP;
  if (timeoutSeconds === undefined) return [required(`${field}.clientIP.timeoutSeconds`, why)];
  const valid = timeoutSeconds > 0 && timeoutSeconds <= SESSION_TIMEOUT_SECONDS_MAX;
  return valid
    ? []
    : [
        invalidValue(
          `${field}.clientIP.timeoutSeconds`,
          timeoutSeconds,
          `must be greater than 0 and less than ${SESSION_TIMEOUT_SECONDS_MAX}`,
        ),
      ];
}

/** Whether clusterIP, clusterIPs, ipFamilies and ipFamilyPolicy make sense together. */
export function validateClusterIPs(service: ServiceLike): FieldErrors {
  const { spec } = service;
  if (spec.type === "ExternalName") return [];
  const ips = spec.clusterIPs ?? [];
  const errors = [...validatePrimaryIP(spec), ...validateFamilies(spec)];
  const faults = ips.flatMap((ip, at) => {
    if (at > 0 || ip !== "None") return validateIP(`spec.clusterIPs[${at}]`, ip);
    return ips.length > 1
      ? [invalidValue("spec.clusterIPs", ips, "'None' must be the first and only value")]
      : [];
  });
  errors.push(...faults);
  if (ips.length > 2) errors.push(invalidValue("spec.clusterIPs", ips, "may only hold up to 2 values"));
  if (faults.length > 0) return errors;
  if (ips.length > 1 && (ips.length > 2 || ipFamily(ips[0] as string) === ipFamily(ips[1] as string))) {
    errors.push(invalidValue("spec.clusterIPs", ips, "may specify no more than one IP for each IP family"));
  }
  if (isHeadless(service)) return errors;
  for (const [at, ip] of ips.entries()) {
    const family = spec.ipFamilies?.[at];
    if ((family === "IPv4" || family === "IPv6") && ipFamily(ip) !== family) {
      errors.push(
        invalidValue(
          `spec.clusterIPs[${at}]`,
          ip,
          `expected an ${family} value as indicated by \`ipFamilies[${at}]\``,
        ),
      );
    }
  }
  return errors;
}

function validatePrimaryIP({ clusterIP = "", clusterIPs = [] }: Service["spec"]): FieldErrors {
  if (clusterIP === "")
    return clusterIPs.length === 0
      ? []
      : [invalidValue("spec.clusterIPs", clusterIPs, "must be empty when `clusterIP` is not specified")];
  if (clusterIPs.length === 0) return [required("spec.clusterIPs")];
  return clusterIPs[0] === clusterIP
    ? []
    : [invalidValue("spec.clusterIPs", clusterIPs, "first value must match `clusterIP`")];
}

function validateFamilies({ ipFamilies = [], ipFamilyPolicy }: Service["spec"]): FieldErrors {
  const errors = ipFamilies.flatMap((family, at) => {
    const field = `spec.ipFamilies[${at}]`;
    const faults = ["IPv4", "IPv6"].includes(family) ? [] : [notSupported(field, family, ["IPv4", "IPv6"])];
    return ipFamilies.indexOf(family) < at ? [...faults, duplicate(field, family)] : faults;
  });
  const policies = ["PreferDualStack", "RequireDualStack", "SingleStack"];
  if (ipFamilyPolicy !== undefined && !policies.includes(ipFamilyPolicy))
    errors.push(notSupported("spec.ipFamilyPolicy", ipFamilyPolicy, policies));
  return errors;
}

function validateExternalIPs({ spec }: ServiceLike): FieldErrors {
  return (spec.externalIPs ?? []).flatMap((ip, at) => {
    const field = `spec.externalIPs[${at}]`;
    const faults = validateIP(field, ip);
    return faults.length > 0 ? faults : validateEndpointIP(field, ip);
  });
}

function forbidNodePorts(ports: readonly ServicePort[]): FieldErrors {
  return ports.flatMap((port, at) =>
    (port.nodePort ?? 0) === 0
      ? []
      : [forbiddenField(`spec.ports[${at}].nodePort`, "may not be used when `type` is 'ClusterIP'")],
  );
}

/** Neither node ports nor ports may appear twice for one protocol. */
function validateUniquePorts(ports: readonly ServicePort[]): FieldErrors {
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

function validateLoadBalancer(service: Service): FieldErrors {
  const { spec } = service;
  const only = "may only be used when `type` is 'LoadBalancer'";
  const errors = validateSourceRanges(service, only);
  if (spec.allocateLoadBalancerNodePorts !== undefined && spec.type !== "LoadBalancer")
    errors.push(forbiddenField("spec.allocateLoadBalancerNodePorts", only));
  return [...errors, ...validateLoadBalancerClass(service)];
}

function validateSourceRanges({ spec, metadata }: Service, only: string): FieldErrors {
  const annotation = metadata.annotations?.[SOURCE_RANGES_ANNOTATION];
  const ranges = spec.loadBalancerSourceRanges ?? [];
  if (ranges.length === 0 && annotation === undefined) return [];
  const listed = ranges.length > 0;
  const field = listed
    ? "spec.LoadBalancerSourceRanges"
    : `metadata.annotations[${SOURCE_RANGES_ANNOTATION}]`;
  const values = listed ? ranges : (annotation ?? "").trim() === "" ? [] : (annotation ?? "").split(",");
  const errors = spec.type === "LoadBalancer" ? [] : [forbiddenField(field, only)];
  return [
    ...errors,
    ...values.flatMap((value, at) => validateCIDR(listed ? `${field}[${at}]` : field, value.trim())),
  ];
}

function validateLoadBalancerClass({ spec }: ServiceLike): FieldErrors {
  if (spec.loadBalancerClass === undefined) return [];
  if (spec.type !== "LoadBalancer")
    return [forbiddenField("spec.loadBalancerClass", "may only be used when `type` is 'LoadBalancer'")];
  return invalidEach(
    "spec.loadBalancerClass",
    spec.loadBalancerClass,
    qualifiedNameFaults(spec.loadBalancerClass),
  );
}

function validateTrafficPolicies(service: ServiceLike): FieldErrors {
  const { spec } = service;
  const policies = ["Cluster", "Local"];
  const errors = validateExternalTraffic(service, policies);
  if (spec.internalTrafficPolicy !== undefined && !policies.includes(spec.internalTrafficPolicy)) {
    errors.push(notSupported("spec.internalTrafficPolicy", spec.internalTrafficPolicy, policies));
  }
  if (spec.trafficDistribution !== undefined && spec.trafficDistribution !== "PreferClose") {
    errors.push(notSupported("spec.trafficDistribution", spec.trafficDistribution, ["PreferClose"]));
  }
  return errors;
}

function validateExternalTraffic(service: ServiceLike, policies: readonly string[]): FieldErrors {
  const { externalTrafficPolicy: policy = "", healthCheckNodePort: checkPort = 0 } = service.spec;
  const errors: FieldErrors = [];
  if (isExternallyAccessible(service)) {
    if (!policies.includes(policy)) errors.push(notSupported("spec.externalTrafficPolicy", policy, policies));
  } else if (policy !== "")
    errors.push(
      invalidValue(
        "spec.externalTrafficPolicy",
        policy,
        "may only be set for externally-accessible services",
      ),
    );
  if (checkPort === 0) return errors;
  const why = "may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'";
  if (!needsHealthCheckNodePort(service))
    return [...errors, invalidValue("spec.healthCheckNodePort", checkPort, why)];
  return [...errors, ...invalidEach("spec.healthCheckNodePort", checkPort, portNumberFaults(checkPort))];
}

const FIXED = "may not change once set";

function validateClusterIPsUnchanged(service: Service, old: Service): FieldErrors {
  if (isHeadless(service) && isHeadless(old)) return [];
  const now = service.spec.clusterIPs ?? [];
  const before = old.spec.clusterIPs ?? [];
  const changed = (at: number) => invalidValue(`spec.clusterIPs[${at}]`, now, FIXED);
  if (now.length === before.length) return before.flatMap((ip, at) => (ip === now[at] ? [] : [changed(at)]));
  if (now.length === 0)
    return [
      invalidValue(
        "spec.clusterIPs[0]",
        service.spec.clusterIPs ?? new GoText("[]string(nil)"),
        "primary clusterIP can not be unset",
      ),
    ];
  return before.length > 0 && now[0] !== before[0] ? [changed(0)] : [];
}

function validateFamiliesUnchanged(service: Service, old: Service): FieldErrors {
  if (isHeadless(service) || isHeadless(old)) return [];
  const now = service.spec.ipFamilies ?? [];
  const before = old.spec.ipFamilies ?? [];
  const changed = before.length > 0 && now.length > 0 && now[0] !== before[0];
  return changed
    ? [
        invalidValue(
          "spec.ipFamilies[0]",
          new GoText(`[]core.IPFamily{${now.map((family) => JSON.stringify(family)).join(", ")}}`),
          FIXED,
        ),
      ]
    : [];
}

/** Warnings about settings that have no effect. */
export function serviceWarnings(service: Service): string[] {
  const { spec } = service;
  const ignored: [boolean, string][] = [
    [
      isHeadless(service) && (spec.loadBalancerIP ?? "") !== "",
      "spec.loadBalancerIP is ignored for headless services",
    ],
    [
      isHeadless(service) && (spec.externalIPs ?? []).length > 0,
      "spec.externalIPs is ignored for headless services",
    ],
    [
      isHeadless(service) && spec.sessionAffinity !== "None",
      "spec.SessionAffinity is ignored for headless services",
    ],
    [
      spec.type === "ExternalName" && (spec.externalIPs ?? []).length > 0,
      'spec.externalIPs is ignored when spec.type is "ExternalName"',
    ],
    [
      spec.type !== "ExternalName" && (spec.externalName ?? "") !== "",
      'spec.externalName is ignored when spec.type is not "ExternalName"',
    ],
  ];
  return ignored.filter(([found]) => found).map(([, text]) => text);
}
