/** `kubectl describe ingress`. Models describeIngressV1 of kubectl 1.33. */
import { type Ingress, ingresses } from "../../api/kinds/ingress.ts";
import { services } from "../../api/kinds/service.ts";
import { isRecord } from "../../go/value.ts";
import { describer, type Surroundings } from "./describer.ts";
import { formatEndpointSlices, slicesOf } from "./endpoint-addresses.ts";
import type { SectionWriter } from "./section-writer.ts";

type Backend = NonNullable<Ingress["spec"]["defaultBackend"]>;

export const ingressDescriber = describer(ingresses, describeIngress);

function describeIngress(writer: SectionWriter, ingress: Ingress, surroundings: Surroundings): void {
  const { metadata, spec, status } = ingress;
  const namespace = metadata.namespace ?? "";
  const addresses = (status.loadBalancer.ingress ?? [])
    .map(({ ip, hostname }) => ip ?? hostname ?? "")
    .filter((address) => address !== "");
  const defaultBackend =
    spec.defaultBackend === undefined
      ? "<default>"
      : formatBackend(spec.defaultBackend, namespace, surroundings);
  writer.field(0, "Name", metadata.name);
  writer.labels("Labels", metadata.labels);
  writer.field(0, "Namespace", namespace);
  writer.field(0, "Address", [...new Set(addresses)].sort().join(","));
  writer.field(0, "Ingress Class", spec.ingressClassName ?? "<none>");
  writer.field(0, "Default backend", defaultBackend);
  writeTls(writer, spec.tls ?? []);
  writer.write(0, "Rules:\n");
  writer.header(1, "Host", "Path", "Backends");
  const rules = (spec.rules ?? []).filter(({ http }) => http !== undefined);
  for (const { host = "", http } of rules) {
    writer.row(1, host === "" ? "*" : host, "");
    for (const { path = "", backend } of http?.paths ?? [])
      writer.row(2, "", `${path} `, formatBackend(backend, namespace, surroundings));
  }
  if (rules.length === 0) writer.row(1, "*", "*", defaultBackend);
  writer.annotations("Annotations", metadata.annotations);
}

function writeTls(writer: SectionWriter, all: NonNullable<Ingress["spec"]["tls"]>): void {
  if (all.length > 0) writer.write(0, "TLS:\n");
  for (const { secretName = "", hosts = [] } of all) {
    writer.write(
      1,
      secretName === "" ? `SNI routes ${hosts.join(",")}\n` : `${secretName} terminates ${hosts.join(",")}\n`,
    );
  }
}

/** `web:80 (10.244.1.4:8080)`. */
function formatBackend(
  { service, resource }: Backend,
  namespace: string,
  surroundings: Surroundings,
): string {
  if (service === undefined) {
    return isRecord(resource)
      ? `APIGroup: ${resource.apiGroup ?? "<none>"}, Kind: ${resource.kind ?? ""}, Name: ${resource.name ?? ""}`
      : "";
  }
  const { name = "", number = 0 } = service.port ?? {};
  const called = `${service.name}:${number === 0 ? name : number}`;
  const found = surroundings.api.find(services, namespace, service.name);
  if (found === undefined) return `${called} (<error: services "${service.name}" not found>)`;
  const port = (found.spec.ports ?? []).find((candidate) =>
    number === 0 ? candidate.name === name : candidate.port === number,
  );
  return `${called} (${formatEndpointSlices(slicesOf(service.name, namespace, surroundings), port?.name ?? "")})`;
}
