/** HTTP requests of the kubelet to a Pod of its own: probes and hooks. */
import type { Container, Probe } from "../api/kinds/pod-spec.ts";
import type { Outcome } from "../network/http.ts";
import type { PodRuntime } from "./node-runtime.ts";

type HttpGet = NonNullable<Probe["httpGet"]>;

/** The number behind a port's name. @returns undefined when the container has no port of the name. */
export function portNumber(spec: Container, port: number | string): number | undefined {
  if (typeof port === "number") return port;
  return /^\d+$/.test(port) ? Number(port) : spec.ports?.find(({ name }) => name === port)?.containerPort;
}

/** Only inside an actor. @returns undefined when the port has no number. */
export async function requestForPod(
  runtime: PodRuntime,
  spec: Container,
  { path = "/", port, host, httpHeaders = [] }: HttpGet,
  timeoutMs: number,
): Promise<Outcome | undefined> {
  const number = portNumber(spec, port);
  if (number === undefined) return undefined;
  const { node, podIP } = runtime;
  const address = host === undefined || host === "" ? podIP : host;
  const own = Object.fromEntries(httpHeaders.map(({ name, value }) => [name.toLowerCase(), value]));
  const headers = { "user-agent": "kube-probe/1.33", accept: "*/*", connection: "close", ...own };
  const request = { method: "GET", host: address, port: number, path: path.startsWith("/") ? path : `/${path}`, headers, body: "", timeoutMs };
  return node.network.send(node.source, address, request, { background: true, isUnrecorded: true });
}
