/** Warnings about settings of a Service that have no effect. Models pkg/api/service/warnings.go. */
import type { Service } from "./service.ts";
import { isHeadless } from "./service-types.ts";

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
