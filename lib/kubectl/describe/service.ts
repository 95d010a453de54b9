/** `kubectl describe service`. Models describeService of kubectl 1.33, which reads EndpointSlices and counts ready addresses only. */
import { labelPairs } from "../../api/columns.ts";
import type { EndpointSlice } from "../../api/kinds/endpoint-slice.ts";
import { type Service, type ServicePort, services } from "../../api/kinds/service.ts";
import { describer, type Surroundings } from "./describer.ts";
import { formatEndpointSlices, slicesOf } from "./endpoint-addresses.ts";
import type { SectionWriter } from "./section-writer.ts";

export const serviceDescriber = describer(services, describeService);

function describeService(writer: SectionWriter, service: Service, surroundings: Surroundings): void {
  const { metadata } = service;
  const slices = slicesOf(metadata.name, metadata.namespace ?? "", surroundings);
  writer.metadata(metadata);
  writeAddresses(writer, service);
  for (const port of service.spec.ports ?? []) writePort(writer, port, slices);
  writePolicies(writer, service);
}

function writeAddresses(writer: SectionWriter, { spec, status }: Service): void {
  writer.field(0, "Selector", labelPairs(spec.selector));
  writer.field(0, "Type", spec.type);
  writer.optional(0, "IP Family Policy", spec.ipFamilyPolicy);
  writer.field(0, "IP Families", orNone(spec.ipFamilies));
  writer.field(0, "IP", spec.clusterIP ?? "");
  writer.field(0, "IPs", orNone(spec.clusterIPs));
  if ((spec.externalIPs ?? []).length > 0) writer.field(0, "External IPs", orNone(spec.externalIPs));
  writer.optional(0, "Desired LoadBalancer IP", spec.loadBalancerIP);
  writer.optional(0, "External Name", spec.externalName);
  const ingress = status.loadBalancer.ingress ?? [];
  const given = ingress.map(({ ip, ipMode, hostname }) =>
    isGiven(ip) ? `${ip}${ipMode === undefined ? "" : ` (${ipMode})`}` : (hostname ?? ""),
  );
  if (given.length > 0) writer.field(0, "LoadBalancer Ingress", given.join(", "));
}

function writePort(writer: SectionWriter, port: ServicePort, slices: readonly EndpointSlice[]): void {
  const name = isGiven(port.name) ? port.name : "<unset>";
  writer.row(0, "Port:", name, `${port.port}/${port.protocol}`);
  writer.row(0, "TargetPort:", `${port.targetPort}/${port.protocol}`);
  if ((port.nodePort ?? 0) !== 0) writer.row(0, "NodePort:", name, `${port.nodePort}/${port.protocol}`);
  writer.row(0, "Endpoints:", formatEndpointSlices(slices, port.name ?? ""));
}

function writePolicies(writer: SectionWriter, { spec }: Service): void {
  writer.field(0, "Session Affinity", spec.sessionAffinity);
  writer.optional(0, "External Traffic Policy", spec.externalTrafficPolicy);
  writer.optional(0, "Internal Traffic Policy", spec.internalTrafficPolicy);
  if ((spec.healthCheckNodePort ?? 0) !== 0)
    writer.field(0, "HealthCheck NodePort", spec.healthCheckNodePort ?? 0);
  const ranges = spec.loadBalancerSourceRanges ?? [];
  if (ranges.length > 0) writer.field(0, "LoadBalancer Source Ranges", ranges.join(","));
}

const isGiven = (text: string | undefined): text is string => text !== undefined && text !== "";
const orNone = (values: readonly string[] | undefined): string =>
  values === undefined || values.length === 0 ? "<none>" : values.join(",");
