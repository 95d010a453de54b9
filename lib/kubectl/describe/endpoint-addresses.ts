/** Who answers for a Service, in one line. Models formatEndpointSlices of kubectl 1.33. */
import {
  type EndpointSlice,
  endpointSlices,
  SERVICE_NAME_LABEL,
  type SliceEndpoint,
} from "../../api/kinds/endpoint-slice.ts";
import type { Surroundings } from "./describer.ts";

export function slicesOf(
  service: string,
  namespace: string,
  { api }: Surroundings,
): readonly EndpointSlice[] {
  return api.list(endpointSlices, { namespace, labelSelector: `${SERVICE_NAME_LABEL}=${service}` }).items;
}

const SHOWN_MAX = 3;

/** `10.244.1.4:8080,10.244.1.5:8080,10.244.1.6:8080 + 2 more...`; `<none>` only when there is no slice at all. */
export function formatEndpointSlices(slices: readonly EndpointSlice[], portName: string): string {
  if (slices.length === 0) return "<none>";
  const all = slices.flatMap((slice) => {
    const addresses = (slice.endpoints ?? []).filter(isReady).map((endpoint) => endpoint.addresses[0] ?? "");
    const ports = slice.ports ?? [];
    if (ports.length === 0) return addresses;
    return ports
      .filter((port) => (port.name ?? "") === portName)
      .flatMap((port) => addresses.map((address) => hostPort(address, port.port ?? 0)));
  });
  const shown = all.slice(0, SHOWN_MAX).join(",");
  return all.length > SHOWN_MAX ? `${shown} + ${all.length - SHOWN_MAX} more...` : shown;
}

const isReady = (endpoint: SliceEndpoint): boolean => endpoint.conditions.ready !== false;
const hostPort = (address: string, port: number): string =>
  address.includes(":") ? `[${address}]:${port}` : `${address}:${port}`;
