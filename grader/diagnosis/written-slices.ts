/** The addresses behind a Service without a selector, which a person writes. */
import { type EndpointSlice, endpointSlices, SERVICE_NAME_LABEL, type ServicePort } from "service-bootcamp";
import type { Case } from "./diagnosis.ts";
import { hasSelector } from "./selected-pods.ts";

/** The slices that belong to the Service; undefined when it has a selector, so that the cluster writes them. */
export function writtenSlices({ subject, service: { spec } }: Case): readonly EndpointSlice[] | undefined {
  if (hasSelector(spec.selector) || spec.type === "ExternalName") return undefined;
  const { cluster, namespace, name } = subject;
  return cluster.api
    .list(endpointSlices, { namespace, labelSelector: `${SERVICE_NAME_LABEL}=${name}` })
    .items.filter(({ endpoints }) => endpoints.length > 0);
}

export interface WrittenAddress {
  readonly ip: string;
  readonly port: number;
}

/** What kube-proxy uses of them: the first address of each ready endpoint, with the port of the asked port's name. */
export function usedAddresses(given: Case): readonly WrittenAddress[] {
  return (writtenSlices(given) ?? [])
    .filter(({ addressType }) => addressType === "IPv4")
    .flatMap(({ endpoints, ports = [] }) =>
      endpoints
        .filter(({ conditions }) => conditions.ready !== false)
        .flatMap(({ addresses: [ip = ""] }) =>
          ports
            .filter((each) => askedPorts(given).some((asked) => isSamePort(asked, each)))
            .map(({ port = 0 }) => ({ ip, port })),
        ),
    );
}

/** The Service's ports that the question was about: the one asked for, else all. */
export function askedPorts({ service: { spec }, asked }: Case): readonly ServicePort[] {
  return (spec.ports ?? []).filter(({ port }) => asked.port === undefined || port === asked.port);
}

type SlicePort = NonNullable<EndpointSlice["ports"]>[number];

/** kube-proxy joins the ports of a Service and of a slice by name and protocol. */
export function isSamePort({ name = "", protocol }: ServicePort, slicePort: SlicePort): boolean {
  return name === (slicePort.name ?? "") && protocol === (slicePort.protocol ?? "TCP");
}
