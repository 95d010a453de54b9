/** `kubectl describe endpoints`. Models describeEndpoints of kubectl 1.33. */
import type { EndpointAddress, EndpointSubset, Endpoints } from "../../api/kinds/endpoints.ts";
import type { Describer, Surroundings } from "./describer.ts";
import { describeEvents } from "./events.ts";
import { SectionWriter } from "./section-writer.ts";

export const endpointsDescriber: Describer<Endpoints> = {
  group: "",
  kind: "Endpoints",
  describe: describeEndpoints,
};

function describeEndpoints(endpoints: Endpoints, surroundings: Surroundings): string {
  const { metadata, subsets = [] } = endpoints;
  const writer = new SectionWriter();
  writer.field(0, "Name", metadata.name);
  writer.field(0, "Namespace", metadata.namespace ?? "");
  writer.labels("Labels", metadata.labels);
  writer.annotations("Annotations", metadata.annotations);
  writer.write(0, "Subsets:\n");
  for (const subset of subsets) writeSubset(writer, subset);
  describeEvents(writer, endpoints, surroundings);
  return writer.toString();
}

function writeSubset(
  writer: SectionWriter,
  { addresses, notReadyAddresses, ports = [] }: EndpointSubset,
): void {
  writer.field(1, "Addresses", joined(addresses));
  writer.field(1, "NotReadyAddresses", joined(notReadyAddresses));
  if (ports.length > 0) {
    writer.write(1, "Ports:\n");
    writer.row(2, "Name", "Port", "Protocol");
    writer.row(2, "----", "----", "--------");
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
