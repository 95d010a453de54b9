/** `kubectl create service clusterip|nodeport|loadbalancer|externalname`. */
import { services } from "../../api/kinds/service.ts";
import { dnsSubdomainFaults, portNameFaults, portNumberFaults } from "../../api/names.ts";
import { parseInteger } from "../../go/strconv.ts";
import { intFlag, sliceFlag, stringFlag } from "../command-line/flag-sets.ts";
import { type Flag, type Invocation, KubectlError, type Verb } from "../verb.ts";
import { createVerb } from "../writing/create-verb.ts";

const tcpFlag: Flag = sliceFlag("tcp", "Port of the Service and, behind a colon, port of its Pods: 80:8080.");

export const createService: Verb = {
  name: "service",
  aliases: ["svc"],
  short: "Create a service using a specified subcommand",
  usage: "kubectl create service [flags]",
  flags: [],
  subverbs: [
    serviceVerb("ClusterIP", {
      short: "Create a ClusterIP service",
      example:
        "# A Service on port 80 for the port 8080 of the Pods with app=web\nkubectl create service clusterip web --tcp=80:8080\n\n# A headless one\nkubectl create service clusterip web --clusterip=None",
      flag: stringFlag("clusterip", "Wanted cluster IP, or None for a headless Service."),
    }),
    serviceVerb("ExternalName", {
      short: "Create an ExternalName service",
      example:
        "# A name in the cluster for a host outside\nkubectl create service externalname db --external-name=db.example.com",
      flag: stringFlag("external-name", "Host name outside that the Service stands for.", { required: true }),
    }),
    serviceVerb("LoadBalancer", {
      short: "Create a LoadBalancer service",
      example:
        "# Reachable from outside at an address of its own\nkubectl create service loadbalancer web --tcp=80:8080",
    }),
    serviceVerb("NodePort", {
      short: "Create a NodePort service",
      example:
        "# Reachable at every node's port 30001\nkubectl create service nodeport web --tcp=80:8080 --node-port=30001",
      flag: intFlag("node-port", "0", "Wanted port of the nodes."),
    }),
  ],
};

type ServiceType = "ClusterIP" | "NodePort" | "LoadBalancer" | "ExternalName";

function serviceVerb(
  type: ServiceType,
  texts: { readonly short: string; readonly example: string; readonly flag?: Flag },
): Verb {
  const name = type.toLowerCase();
  const ports = type === "ExternalName" ? "--external-name external.name" : "[--tcp=port:targetPort]";
  return createVerb({
    name,
    kind: services,
    hasAppLabel: true,
    ignoresSaveConfig: true,
    failure: `failed to create ${type} service: `,
    short: texts.short,
    examples: texts.example,
    usage: `kubectl create service ${name} NAME ${ports} [--dry-run=server|client|none]`,
    flags: [tcpFlag, ...(texts.flag === undefined ? [] : [texts.flag])],
    build: (invocation, serviceName) => build(invocation, serviceName, type),
  });
}

function build({ flags }: Invocation, name: string, type: ServiceType): object {
  const clusterIP = flags.has("clusterip") ? flags.string("clusterip") : "";
  const externalName = flags.has("external-name") ? flags.string("external-name") : "";
  const nodePort = flags.has("node-port") ? flags.int("node-port") : 0;
  const tcp = flags.list("tcp");
  if (type === "ExternalName" && dnsSubdomainFaults(externalName).length > 0)
    throw new KubectlError(`invalid service external name ${externalName}`);
  if (tcp.length === 0 && clusterIP !== "None" && type !== "ExternalName")
    throw new KubectlError("at least one tcp port specifier must be provided");
  const ports = tcp.map((pair) => servicePort(pair, nodePort));
  return {
    spec: {
      ...(ports.length === 0 ? {} : { ports }),
      selector: { app: name },
      ...(clusterIP === "" ? {} : { clusterIP }),
      type,
      ...(externalName === "" ? {} : { externalName }),
    },
    status: { loadBalancer: {} },
  };
}

function servicePort(pair: string, nodePort: number) {
  const [first = "", second] = pair.split(":");
  const port = parseInteger(first, 32, { decimal: true, called: "ParseUint" });
  if (typeof port === "object") throw new KubectlError(port.error);
  if (port > 65_535) throw new KubectlError(`strconv.ParseUint: parsing "${first}": value out of range`);
  return {
    name: pair.replaceAll(":", "-"),
    protocol: "TCP",
    port,
    targetPort: second === undefined ? port : targetPort(second),
    ...(nodePort === 0 ? {} : { nodePort }),
  };
}

function targetPort(text: string): number | string {
  const number = parseInteger(text, 64, { decimal: true });
  const faults = typeof number === "number" ? portNumberFaults(number) : portNameFaults(text);
  if (faults.length > 0) throw new KubectlError(faults.join(","));
  return typeof number === "number" ? number : text;
}
