/** `kubectl describe endpoints`. Models describeEndpoints of kubectl 1.33. */
import {
  type EndpointAddress,
  type EndpointSubset,
  type Endpoints,
  endpoints as endpointsKind,
} from "../../api/kinds/endpoints.ts";
import { describer } from "./describer.ts";
import type { SectionWriter } from "./section-writer.ts";

export const endpointsDescriber = describer(endpointsKind, describeEndpoints);

function describeEndpoints(writer: SectionWriter, endpoints: Endpoints): void {
  const { metadata, subsets = [] } = endpoints;
  writer.metadata(metadata);
  writer.write(0, "Subsets:\n");
  for (const subset of subsets) writeSubset(writer, subset);
}

function writeSubset(
  writer: SectionWriter,
  { addresses, notReadyAddresses, ports = [] }: EndpointSubset,
): void {
  writer.field(1, "Addresses", joined(addresses));
  writer.field(1, "NotReadyAddresses", joined(notReadyAddresses));
  if (ports.length > 0) {
    writer.write(1, "Ports:\n");
    writer.header(2, "Name", "Port", "Protocol");
    for (const { name = "", port, protocol } of ports)
      writer.row(2, name === "" ? "<unset>" : name, port, protocol);
  }
  writer.write(0, "\n");
}

function joined(addresses: readonly EndpointAddress[] | undefined): string {
  return addresses === undefined || addresses.length === 0
    ? "<none>"
    : addresses.map(({ ip }) => ip).join(",");
}
