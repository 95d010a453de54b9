/**
 * Models ValidateService and ValidateServiceUpdate of pkg/apis/core/validation.
 *
 * What the server hands out itself (cluster IP, node ports) may still be missing here: it is allocated afterwards.
 */

import {
  type FieldErrors,
  forbiddenField,
  invalidEach,
  invalidValue,
  notSupported,
  required,
} from "../field-error.ts";
import { validateCIDR } from "../ip-validation.ts";
import { validateLabels } from "../label-validation.ts";
import { dnsSubdomainFaults, portNumberFaults, qualifiedNameFaults } from "../names.ts";
import type { Service } from "./service.ts";
import {
  validateClusterIPs,
  validateClusterIPsUnchanged,
  validateExternalIPs,
  validateFamiliesUnchanged,
} from "./service-ip-validation.ts";
import { forbidNodePorts, validatePorts, validateUniquePorts } from "./service-port-validation.ts";
import {
  isExternallyAccessible,
  isHeadless,
  needsClusterIP,
  needsHealthCheckNodePort,
} from "./service-types.ts";

const KUBELET_PORT = 10_250;
const SESSION_TIMEOUT_SECONDS_MAX = 86_400;
const SOURCE_RANGES_ANNOTATION = "service.beta.kubernetes.io/load-balancer-source-ranges";
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
