/**
 * The cluster's DNS server on 10.96.0.10, as one object that every node reaches. Models CoreDNS with the plug-ins
 * kubernetes (pods insecure), forward and loadbalance. Leaves out caching, zone transfers and IPv6 addresses.
 */
import type { Api } from "../api/api.ts";
import { Informer } from "../api/informer.ts";
import { type EndpointSlice, endpointSlices, SERVICE_NAME_LABEL, type SliceEndpoint } from "../api/kinds/endpoint-slice.ts";
import { namespaces } from "../api/kinds/namespace.ts";
import { type Service, services } from "../api/kinds/service.ts";
import type { DnsAnswer, DnsQuestion, DnsRecord } from "../network/http.ts";
import { parseIPv4 } from "../network/ip-address.ts";
import type { Random } from "../sim/random.ts";

export const CLUSTER_DNS_IP = "10.96.0.10";
export const CLUSTER_DOMAIN = "cluster.local";

const TTL_SECONDS = 30;
const SERVICE_ZONE = `svc.${CLUSTER_DOMAIN}`;
const POD_ZONE = `pod.${CLUSTER_DOMAIN}`;
const NOT_FOUND: DnsAnswer = { status: "NXDOMAIN", records: [] };
/** Aliases that lead to aliases; a ring of them ends here. */
const ALIASES_MAX = 8;
const FAILED: DnsAnswer = { status: "SERVFAIL", records: [] };
const NO_DATA: DnsAnswer = { status: "NOERROR", records: [] };

interface Backend {
  readonly ip: string;
  /** First label of the endpoint's own name. */
  readonly label: string;
  readonly ports: ReadonlyMap<string, { readonly port: number; readonly protocol: string }>;
}

export interface ClusterDnsOptions {
  readonly api: Api;
  readonly random: Random;
  /** Names of the world outside. */
  readonly resolveOutside: (name: string) => string | undefined;
}

function indexByService({ metadata }: EndpointSlice): readonly string[] {
  return [`${metadata.labels?.[SERVICE_NAME_LABEL] ?? ""}.${metadata.namespace ?? ""}`];
}

export class ClusterDns {
  readonly #services: Informer<Service>;
  readonly #slices: Informer<EndpointSlice>;
  readonly #random: Random;
  readonly #api: Api;
  readonly #resolveOutside: (name: string) => string | undefined;
  /** Answers for Services with a cluster IP, which is what nearly everybody asks for. */
  readonly #clusterIPs = new Map<string, DnsAnswer>();
  readonly #namesByIP = new Map<string, string>();
  #aliases = 0;

  constructor({ api, random, resolveOutside }: ClusterDnsOptions) {
    this.#api = api;
    this.#random = random;
    this.#resolveOutside = resolveOutside;
    this.#services = new Informer(api, services);
    this.#slices = new Informer(api, endpointSlices).indexBy(indexByService);
    this.#services.onEvent(({ type, object, old }) => {
      if (old !== undefined || type === "DELETED") this.#forget(old ?? object);
      if (type !== "DELETED") this.#learn(object);
    });
  }

  query(question: DnsQuestion): DnsAnswer {
    const name = question.name.toLowerCase().replace(/\.$/, "");
    if (question.type === "A") {
      const known = this.#clusterIPs.get(name);
      if (known !== undefined) return known;
    }
    if (question.type === "PTR") return this.#reverse(name);
    if (name.endsWith(`.${SERVICE_ZONE}`)) return this.#service(name, name.slice(0, -SERVICE_ZONE.length - 1).split("."), question.type);
    if (name.endsWith(`.${POD_ZONE}`)) return this.#pod(name, name.slice(0, -POD_ZONE.length - 1).split("."), question.type);
    if (name === CLUSTER_DOMAIN || name === SERVICE_ZONE || name === POD_ZONE) return NO_DATA;
    if (name.endsWith(`.${CLUSTER_DOMAIN}`)) return NOT_FOUND;
    return this.#outside(name, question.type);
  }

  #learn(service: Service): void {
    const ip = clusterIPOf(service);
    if (ip === undefined) return;
    const name = nameOf(service);
    this.#clusterIPs.set(name, { status: "NOERROR", records: [addressRecord(name, ip)] });
    this.#namesByIP.set(ip, name);
  }

  #forget(service: Service): void {
    this.#clusterIPs.delete(nameOf(service));
    const ip = clusterIPOf(service);
    if (ip !== undefined) this.#namesByIP.delete(ip);
  }

  /** @param labels what stands before the zone: `[ns]`, `[svc, ns]`, `[endpoint, svc, ns]`, `[_port, _protocol, svc, ns]`. */
  #service(name: string, labels: readonly string[], type: DnsQuestion["type"]): DnsAnswer {
    const namespace = labels.at(-1) ?? "";
    if (labels.length === 1) return this.#api.find(namespaces, "", namespace) === undefined ? NOT_FOUND : NO_DATA;
    const service = this.#services.get(namespace, labels.at(-2) ?? "");
    if (service === undefined) return NOT_FOUND;
    if (service.spec.type === "ExternalName") return labels.length === 2 ? this.#externalName(name, service, type) : NOT_FOUND;
    if (labels.length === 2) return this.#records(name, service, type);
    if (labels.length === 3) return this.#endpoint(name, service, labels[0] as string, type);
    return labels.length === 4 ? this.#port(name, service, labels, type) : NOT_FOUND;
  }

  #records(name: string, service: Service, type: DnsQuestion["type"]): DnsAnswer {
    const ip = clusterIPOf(service);
    if (type === "SRV") return this.#srv(name, service, () => true);
    if (ip !== undefined) return type === "A" ? answer([addressRecord(name, ip)]) : NO_DATA;
    const ips = this.#backends(service).map((backend) => backend.ip);
    if (ips.length === 0) return NOT_FOUND;
    return type === "A" ? answer(this.#shuffled(ips).map((each) => addressRecord(name, each))) : NO_DATA;
  }

  #externalName(name: string, service: Service, type: DnsQuestion["type"]): DnsAnswer {
    const target = (service.spec.externalName ?? "").replace(/\.$/, "");
    const alias: DnsRecord = { name, type: "CNAME", value: target, ttl: TTL_SECONDS };
    if (type === "CNAME") return answer([alias]);
    if (this.#aliases === ALIASES_MAX) return FAILED;
    this.#aliases++;
    const behind = this.query({ name: target, type });
    this.#aliases--;
    return { status: behind.status, records: [alias, ...behind.records] };
  }

  #endpoint(name: string, service: Service, label: string, type: DnsQuestion["type"]): DnsAnswer {
    const found = this.#backends(service).filter((backend) => backend.label === label);
    if (found.length === 0) return NOT_FOUND;
    return type === "A" ? answer(found.map((backend) => addressRecord(name, backend.ip))) : NO_DATA;
  }

  #port(name: string, service: Service, labels: readonly string[], type: DnsQuestion["type"]): DnsAnswer {
    const [port = "", protocol = ""] = labels;
    if (!port.startsWith("_") || !protocol.startsWith("_")) return NOT_FOUND;
    const found = this.#srv(name, service, (candidate, over) => `_${candidate}` === port && `_${over.toLowerCase()}` === protocol);
    if (found.records.length === 0) return NOT_FOUND;
    return type === "SRV" ? found : NO_DATA;
  }

  #srv(name: string, service: Service, isWanted: (port: string, protocol: string) => boolean): DnsAnswer {
    const record = (port: number, target: string): DnsRecord => ({ name, type: "SRV", value: `0 100 ${port} ${target}.`, ttl: TTL_SECONDS });
    const own = nameOf(service);
    if (clusterIPOf(service) !== undefined) {
      return answer((service.spec.ports ?? []).filter((port) => isWanted(port.name ?? "", port.protocol)).map((port) => record(port.port, own)));
    }
    return answer(
      this.#backends(service).flatMap((backend) =>
        [...backend.ports].filter(([port, { protocol }]) => isWanted(port, protocol)).map(([, { port }]) => record(port, `${backend.label}.${own}`)),
      ),
    );
  }

  /** `10-244-1-4.default.pod.cluster.local` is 10.244.1.4, whether there is such a Pod or not. */
  #pod(name: string, labels: readonly string[], type: DnsQuestion["type"]): DnsAnswer {
    const ip = (labels[0] ?? "").replaceAll("-", ".");
    if (labels.length !== 2 || parseIPv4(ip) === undefined || this.#api.find(namespaces, "", labels[1] as string) === undefined) return NOT_FOUND;
    return type === "A" ? answer([addressRecord(name, ip)]) : NO_DATA;
  }

  #reverse(name: string): DnsAnswer {
    const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\.in-addr\.arpa$/.exec(name);
    if (match === null) return NOT_FOUND;
    const target = this.#namesByIP.get([match[4], match[3], match[2], match[1]].join("."));
    return target === undefined ? NOT_FOUND : answer([{ name, type: "PTR", value: `${target}.`, ttl: TTL_SECONDS }]);
  }

  #outside(name: string, type: DnsQuestion["type"]): DnsAnswer {
    const ip = this.#resolveOutside(name);
    if (ip === undefined) return NOT_FOUND;
    return type === "A" ? answer([addressRecord(name, ip)]) : NO_DATA;
  }

  /** The ready endpoints of a Service, in the order of slices. */
  #backends(service: Service): Backend[] {
    const found: Backend[] = [];
    for (const slice of this.#slices.byIndex(indexByService, `${service.metadata.name}.${service.metadata.namespace ?? ""}`)) {
      const ports = new Map((slice.ports ?? []).flatMap(({ name = "", port, protocol = "TCP" }) => (port === undefined ? [] : [[name, { port, protocol }]])));
      for (const endpoint of slice.endpoints)
        if (endpoint.conditions.ready ?? true) found.push({ ip: endpoint.addresses[0] ?? "", label: labelOf(endpoint), ports });
    }
    return found;
  }

  #shuffled(values: readonly string[]): string[] {
    const shuffled = [...values];
    for (let at = shuffled.length - 1; at > 0; at--) {
      const other = this.#random.int(at + 1);
      [shuffled[at], shuffled[other]] = [shuffled[other] as string, shuffled[at] as string];
    }
    return shuffled;
  }
}

function answer(records: readonly DnsRecord[]): DnsAnswer {
  return { status: "NOERROR", records };
}

function addressRecord(name: string, ip: string): DnsRecord {
  return { name, type: "A", value: ip, ttl: TTL_SECONDS };
}

function nameOf({ metadata }: Service): string {
  return `${metadata.name}.${metadata.namespace ?? ""}.${SERVICE_ZONE}`;
}

function clusterIPOf({ spec }: Service): string | undefined {
  const { clusterIP = "" } = spec;
  return spec.type === "ExternalName" || clusterIP === "" || clusterIP === "None" ? undefined : clusterIP;
}

function labelOf({ hostname, addresses }: SliceEndpoint): string {
  return hostname ?? (addresses[0] ?? "").replaceAll(".", "-");
}
