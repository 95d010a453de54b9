/** Warnings about settings of a Service that have no effect, and about odd addresses. Models pkg/api/service/warnings.go. */
import { cidrWarnings, ipWarnings } from "../ip-warnings.ts";
import type { Service } from "./service.ts";
import { isHeadless } from "./service-types.ts";

export function serviceWarnings(service: Service): string[] {
  const { spec } = service;
  const { clusterIPs = [], externalIPs = [], loadBalancerSourceRanges = [], loadBalancerIP = "" } = spec;
  const hints = service.metadata.annotations?.[TOPOLOGY_HINTS];
  return [
    ...(hints === undefined
      ? []
      : [`annotation ${TOPOLOGY_HINTS} is deprecated, please use ${TOPOLOGY_MODE} instead`]),
    ...clusterIPs.filter((ip) => ip !== "None").flatMap((ip, at) => ipWarnings(`spec.clusterIPs[${at}]`, ip)),
    ...ignoredWhenHeadless(service),
    ...externalIPs.flatMap((ip, at) => ipWarnings(`spec.externalIPs[${at}]`, ip)),
    ...ipWarnings("spec.loadBalancerIP", loadBalancerIP),
    ...loadBalancerSourceRanges.flatMap((range, at) =>
      cidrWarnings(`spec.loadBalancerSourceRanges[${at}]`, range),
    ),
    ...ignoredByType(service),
  ];
}

const TOPOLOGY_HINTS = "service.kubernetes.io/topology-aware-hints";
const TOPOLOGY_MODE = "service.kubernetes.io/topology-mode";

type Ignored = readonly (readonly [isIgnored: boolean, text: string])[];

const textsOf = (ignored: Ignored): string[] =>
  ignored.filter(([isIgnored]) => isIgnored).map(([, text]) => text);

function ignoredWhenHeadless(service: Service): string[] {
  const { spec } = service;
  return textsOf([
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
  ]);
}

function ignoredByType({ spec }: Service): string[] {
  return textsOf([
    [
      spec.type === "ExternalName" && (spec.externalIPs ?? []).length > 0,
      'spec.externalIPs is ignored when spec.type is "ExternalName"',
    ],
    [
      spec.type !== "ExternalName" && (spec.externalName ?? "") !== "",
      'spec.externalName is ignored when spec.type is not "ExternalName"',
    ],
  ]);
}
