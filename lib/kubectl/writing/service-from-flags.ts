/** The Service that `kubectl expose` and `kubectl run --expose` make. Models kubectl/pkg/cmd/expose createService. */
import { parseInteger } from "../../go/strconv.ts";
import { stringFlag } from "../command-line/flag-sets.ts";
import { type Flag, type FlagValues, KubectlError } from "../verb.ts";
import type { ExposedPort } from "./exposed-object.ts";
import { parsePairs } from "./pairs.ts";

export const serviceFlags: readonly Flag[] = [
  stringFlag("cluster-ip", "Wanted cluster IP; empty for any, None for a headless Service."),
  stringFlag("external-ip", "Another address at which the Service answers."),
  stringFlag("labels", "Labels of the Service: key=value,key2=value2.", { short: "l" }),
  stringFlag("load-balancer-ip", "Wanted address of the load balancer."),
  stringFlag("name", "Name of the Service; the object's own when empty."),
  stringFlag("port", "Port of the Service; that of the containers when empty."),
  stringFlag("protocol", "Protocol of the port; TCP when empty."),
  stringFlag("selector", "Labels of the Pods: key=value,key2=value2; the object's own when empty."),
  stringFlag("session-affinity", "None, or ClientIP: a client always reaches the same Pod."),
  stringFlag("target-port", "Port of the Pods, as number or name; the same as the Service's when empty."),
  stringFlag("type", "ClusterIP, NodePort, LoadBalancer or ExternalName; ClusterIP when empty."),
];

type Pairs = Readonly<Record<string, string>>;

export interface ServiceSource {
  readonly name: string;
  readonly labels: Pairs | undefined;
  /** Absent: from the flag. */
  readonly selector: Pairs | undefined;
  /** Absent: from the flag. */
  readonly ports: readonly ExposedPort[] | undefined;
  /** For the protocol of a port that the flag names. */
  readonly known: readonly ExposedPort[];
}

/** With Go's empty leftovers, as `--dry-run=client -o yaml` prints it. @throws KubectlError */
export function buildService(flags: FlagValues, source: ServiceSource) {
  const given = (name: string): string => (flags.has(name) ? flags.string(name) : "");
  const name = given("name") === "" ? source.name : given("name");
  const selector = source.selector ?? parsePairs(given("selector"));
  const labels = given("labels") === "" ? source.labels : parsePairs(given("labels"));
  const ports = servicePorts(given, source);
  const affinity = given("session-affinity");
  if (!["", "None", "ClientIP"].includes(affinity))
    throw new KubectlError(`unknown session affinity: ${affinity}`);
  return {
    kind: "Service",
    apiVersion: "v1",
    metadata: {
      name,
      creationTimestamp: null,
      ...(labels === undefined || Object.keys(labels).length === 0 ? {} : { labels }),
    },
    spec: {
      ...(ports.length === 0 ? {} : { ports }),
      selector,
      ...field("clusterIP", given("cluster-ip")),
      ...field("type", given("type")),
      ...(given("external-ip") === "" ? {} : { externalIPs: [given("external-ip")] }),
      ...field("sessionAffinity", affinity),
      ...(given("type") === "LoadBalancer" ? field("loadBalancerIP", given("load-balancer-ip")) : {}),
    },
    status: { loadBalancer: {} },
  };
}

function field(name: string, value: string): Pairs {
  return value === "" ? {} : { [name]: value };
}

function servicePorts(given: (name: string) => string, { ports, known }: ServiceSource) {
  const numbers =
    ports === undefined
      ? given("port").split(",").map(portNumber)
      : [...new Set(ports.map(({ port }) => port))];
  return numbers.flatMap((port, at) => {
    const protocols = protocolsOf(port, given("protocol"), known);
    return protocols.map((protocol) => ({
      ...nameOf(at, protocol, { ports: numbers.length, protocols: protocols.length }),
      protocol,
      port,
      targetPort: given("target-port") === "" ? port : numberOrName(given("target-port")),
    }));
  });
}

/** Of the flag, else all those that the object has the port open for. */
function protocolsOf(port: number, given: string, known: readonly ExposedPort[]): readonly string[] {
  if (given !== "") return [given];
  const found = known.filter((other) => other.port === port).map(({ protocol }) => protocol);
  return found.length === 0 ? ["TCP"] : [...new Set(found)];
}

/** One of several needs a name. */
function nameOf(at: number, protocol: string, count: { ports: number; protocols: number }): Pairs {
  if (count.protocols > 1) return { name: `port-${at + 1}-${protocol.toLowerCase()}` };
  return count.ports > 1 ? { name: `port-${at + 1}` } : {};
}

function portNumber(text: string): number {
  const port = parseInteger(text, 64, { decimal: true, called: "Atoi" });
  if (typeof port === "object") throw new KubectlError(port.error);
  return port;
}

function numberOrName(text: string): number | string {
  const number = parseInteger(text, 64, { decimal: true });
  return typeof number === "number" ? number : text;
}
