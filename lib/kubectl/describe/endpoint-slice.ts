/** `kubectl describe endpointslice`. Models describeEndpointSliceV1 of kubectl 1.33. */
import { type EndpointSlice, endpointSlices, type SliceEndpoint } from "../../api/kinds/endpoint-slice.ts";
import { describer } from "./describer.ts";
import type { SectionWriter } from "./section-writer.ts";

export const endpointSliceDescriber = describer(endpointSlices, describeEndpointSlice);

const UNSET = "<unset>";

function describeEndpointSlice(writer: SectionWriter, slice: EndpointSlice): void {
  const { metadata, ports = [], endpoints } = slice;
  writer.metadata(metadata);
  writer.field(0, "AddressType", slice.addressType);
  writePorts(writer, ports ?? []);
  writer.write(0, (endpoints ?? []).length === 0 ? "Endpoints: <none>\n" : "Endpoints:\n");
  for (const endpoint of endpoints ?? []) writeEndpoint(writer, endpoint);
}

function writePorts(writer: SectionWriter, ports: NonNullable<EndpointSlice["ports"]>): void {
  writer.write(0, ports.length === 0 ? `Ports: ${UNSET}\n` : "Ports:\n");
  if (ports.length === 0) return;
  writer.header(1, "Name", "Port", "Protocol");
  for (const { name = "", port, protocol } of ports)
    writer.row(1, name === "" ? UNSET : name, port ?? UNSET, protocol ?? "TCP");
}

function writeEndpoint(writer: SectionWriter, endpoint: SliceEndpoint): void {
  writer.field(1, "- Addresses", endpoint.addresses.length === 0 ? "<none>" : endpoint.addresses.join(", "));
  writer.write(2, "Conditions:\n");
  writer.field(3, "Ready", endpoint.conditions.ready ?? UNSET);
  writer.field(2, "Hostname", endpoint.hostname ?? UNSET);
  if (endpoint.targetRef !== undefined)
    writer.field(2, "TargetRef", `${endpoint.targetRef.kind ?? ""}/${endpoint.targetRef.name ?? ""}`);
  writer.field(2, "NodeName", endpoint.nodeName ?? UNSET);
  writer.field(2, "Zone", endpoint.zone ?? UNSET);
}
