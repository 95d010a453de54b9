/** `8080:http`: pairs of ports as kubectl reads them. Models kubectl/pkg/cmd/portforward and client-go/tools/portforward. */
import type { Pod } from "../../api/kinds/pod.ts";
import type { Service } from "../../api/kinds/service.ts";
import { KubectlError } from "../verb.ts";

export interface ForwardedPort {
  /** 0: any that is free. */
  readonly local: number;
  readonly remote: number;
}

const PORT_MAX = 65_535;

/** @param service whose ports the words name; without one they are those of the Pod. @throws KubectlError */
export function forwardedPorts(
  words: readonly string[],
  pod: Pod,
  service: Service | undefined,
): readonly ForwardedPort[] {
  const declared =
    service === undefined
      ? portsOf(pod).map((port) => ({ ...port, port: port.containerPort }))
      : (service.spec.ports ?? []);
  for (const word of words) requireTcp(split(word).remote, remoteOf(word, pod, service), declared);
  return words.map((word) => numbered(word, pod, service)).map(({ local, remote }) => parsed(local, remote));
}

const portsOf = ({ spec }: Pod) => spec.containers.flatMap(({ ports = [] }) => ports);

function split(word: string): { readonly local: string; readonly remote: string } {
  const [first = "", second, ...more] = word.split(":");
  return { local: first, remote: second === undefined || more.length > 0 ? first : second };
}

const isNumber = (text: string): boolean => /^[-+]?\d+$/.test(text);

/** The port's number at the Pod or the Service itself. */
function remoteOf(word: string, pod: Pod, service: Service | undefined): number {
  const { remote } = split(word);
  if (isNumber(remote)) return Number(remote);
  return service === undefined ? containerPort(pod, remote) : servicePort(service, remote);
}

function requireTcp(
  word: string,
  number: number,
  declared: readonly { readonly port: number; readonly protocol?: string }[],
): void {
  const protocols = declared.filter(({ port }) => port === number).map(({ protocol }) => protocol);
  if (protocols.length > 0 && protocols.every((protocol) => protocol === "UDP"))
    throw new KubectlError(`UDP protocol is not supported for ${word}`);
}

function numbered(
  word: string,
  pod: Pod,
  service: Service | undefined,
): { readonly local: string; readonly remote: string } {
  const { local, remote } = split(word);
  const number = remoteOf(word, pod, service);
  if (service === undefined && isNumber(remote)) return { local, remote };
  if (service === undefined)
    return { local: local === remote ? String(number) : local, remote: String(number) };
  return { local: local === remote ? String(number) : local, remote: String(targetOf(service, pod, number)) };
}

function servicePort({ metadata, spec }: Service, name: string): number {
  const found = spec.ports?.find((port) => port.name === name);
  if (found === undefined)
    throw new KubectlError(`Service '${metadata.name}' does not have a named port '${name}'`);
  return found.port;
}

function containerPort(pod: Pod, name: string): number {
  const ofInits = (pod.spec.initContainers ?? []).flatMap(({ ports = [] }) => ports);
  const found = [...portsOf(pod), ...ofInits].find((port) => port.name === name);
  if (found === undefined)
    throw new KubectlError(`Pod '${pod.metadata.name}' does not have a named port '${name}'`);
  return found.containerPort;
}

/** Where the Service sends what comes to its port; a headless one sends nothing, so the port is the Pod's own. */
function targetOf({ metadata, spec }: Service, pod: Pod, number: number): number {
  const found = spec.ports?.find(({ port }) => port === number);
  if (found === undefined)
    throw new KubectlError(`Service ${metadata.name} does not have a service port ${number}`);
  const { targetPort = number } = found;
  if (spec.clusterIP === "None") return number;
  return typeof targetPort === "number" ? targetPort || number : containerPort(pod, targetPort);
}

function parsed(local: string, remote: string): ForwardedPort {
  const ports = { local: local === "" ? 0 : unsigned(local, "local"), remote: unsigned(remote, "remote") };
  if (ports.remote === 0) throw new KubectlError("remote port must be > 0");
  return ports;
}

function unsigned(text: string, which: "local" | "remote"): number {
  const problem = !/^\d+$/.test(text)
    ? "invalid syntax"
    : Number(text) > PORT_MAX
      ? "value out of range"
      : undefined;
  if (problem !== undefined)
    throw new KubectlError(
      `error parsing ${which} port '${text}': strconv.ParseUint: parsing "${text}": ${problem}`,
    );
  return Number(text);
}
