/**
 * What the cluster's DNS servers know, as one object that all of them share. Models CoreDNS with the plug-ins
 * kubernetes (pods insecure), forward and loadbalance, as of 1.12. Leaves out caching, zone transfers and IPv6 addresses.
 */
import type { Api } from "../api/api.ts";
import { Informer } from "../api/informer.ts";
import {
  type EndpointSlice,
  endpointSlices,
  SERVICE_NAME_LABEL,
  type SliceEndpoint,
} from "../api/kinds/endpoint-slice.ts";
import { namespaces } from "../api/kinds/namespace.ts";
import { type Service, services } from "../api/kinds/service.ts";
import type { ClusterNames } from "../images/image.ts";
import type { DnsAnswer, DnsQuestion, DnsRecord } from "../network/http.ts";
import { parseIPv4 } from "../network/ip-address.ts";
import type { Random } from "../sim/random.ts";

export const CLUSTER_DOMAIN = "cluster.local";

const TTL_SECONDS = 30;
const SERVICE_ZONE = `svc.${CLUSTER_DOMAIN}`;
const POD_ZONE = `pod.${CLUSTER_DOMAIN}`;
const NOT_FOUND: DnsAnswer = { status: "NXDOMAIN", records: [] };
/** Aliases that lead to aliases; a ring of them ends here. */
const ALIASES_MAX = 8;
/** What the weights of SRV records add up to. */
const SRV_WEIGHTS = 100;
/** How many names that do not exist are kept. */
const MISSING_MAX = 1_000;
const NO_DATA: DnsAnswer = { status: "NOERROR", records: [] };

/** A port of a Service or of an endpoint, and the name behind which it is. */
interface Target {
  readonly ip: string;
  readonly port: number;
  readonly name: string;
}

interface Backend {
  readonly ip: string;
  /** First label of the endpoint's own name. */
  readonly label: string;
  readonly hasHostname: boolean;
  readonly ports: ReadonlyMap<string, { readonly port: number; readonly protocol: string }>;
}

export interface ClusterDnsOptions {
  readonly api: Api;
  readonly random: Random;
  /** The server that is asked for names of the world outside. */
  readonly askOutside: (question: DnsQuestion) => DnsAnswer;
  /** Unix milliseconds. */
  readonly now: () => number;
}

function indexByService({ metadata }: EndpointSlice): readonly string[] {
  return [`${metadata.labels?.[SERVICE_NAME_LABEL] ?? ""}.${metadata.namespace ?? ""}`];
}

export class ClusterDns implements ClusterNames {
  readonly #services: Informer<Service>;
  readonly #slices: Informer<EndpointSlice>;
  readonly #random: Random;
  readonly #api: Api;
  readonly #askOutside: (question: DnsQuestion) => DnsAnswer;
  /** Answers for Services with a cluster IP, which is what nearly all queries ask for. */
  readonly #clusterIPs = new Map<string, DnsAnswer>();
  /** Names that do not exist, until something changes: a client tries its search list before each of its requests. */
  readonly #missing = new Map<string, DnsAnswer>();
  readonly #namesByIP = new Map<string, string>();
  #aliases = 0;
  /** Unix seconds of the last change: the zone's serial number. */
  #serial: number;

  constructor({ api, random, askOutside, now }: ClusterDnsOptions) {
    this.#serial = Math.floor(now() / 1000);
    this.#api = api;
    this.#random = random;
    this.#askOutside = askOutside;
    this.#services = new Informer(api, services);
    this.#slices = new Informer(api, endpointSlices).indexBy(indexByService);
    this.#services.onEvent(({ type, object, old }) => {
      if (old !== undefined || type === "DELETED") this.#forget(old ?? object);
      if (type !== "DELETED") this.#learn(object);
      this.#changed(now());
    });
    this.#slices.onEvent(() => this.#changed(now()));
    api.watch(namespaces, {}, () => this.#missing.clear());
  }

  #changed(nowMs: number): void {
    this.#serial = Math.floor(nowMs / 1000);
    this.#missing.clear();
  }

  isOwn(name: string): boolean {
    return name === CLUSTER_DOMAIN || name.endsWith(`.${CLUSTER_DOMAIN}`) || name.endsWith(".in-addr.arpa");
  }

  forward(question: DnsQuestion): DnsAnswer {
    return this.#askOutside(question);
  }

  query(question: DnsQuestion): DnsAnswer {
    const { name } = question;
    if (question.type === "A") {
      const known = this.#clusterIPs.get(name) ?? this.#missing.get(name);
      if (known !== undefined) return known;
    }
    if (question.type === "PTR") return this.#reverse(name);
    if (!this.isOwn(name)) return this.#askOutside(question);
    const found = this.#own(name, question.type);
    if (found.records.length > 0) return { ...found, isAuthoritative: true };
    const missing = { ...found, isAuthoritative: true, authority: [this.#startOfAuthority()] };
    if (question.type === "A" && found.status === "NXDOMAIN") this.#keepMissing(name, missing);
    return missing;
  }

  #keepMissing(name: string, answer: DnsAnswer): void {
    if (this.#missing.size >= MISSING_MAX) this.#missing.clear();
    this.#missing.set(name, answer);
  }

  #own(name: string, type: DnsQuestion["type"]): DnsAnswer {
    if (name.endsWith(`.${SERVICE_ZONE}`))
      return this.#service(name, name.slice(0, -SERVICE_ZONE.length - 1).split("."), type);
    if (name.endsWith(`.${POD_ZONE}`))
      return this.#pod(name, name.slice(0, -POD_ZONE.length - 1).split("."), type);
    if (name === CLUSTER_DOMAIN && type === "SOA") return answer([this.#startOfAuthority()]);
    return name === CLUSTER_DOMAIN || name === SERVICE_ZONE || name === POD_ZONE ? NO_DATA : NOT_FOUND;
  }

  #startOfAuthority(): DnsRecord {
    const value = `ns.dns.${CLUSTER_DOMAIN}. hostmaster.${CLUSTER_DOMAIN}. ${this.#serial} 7200 1800 86400 ${TTL_SECONDS}`;
    return { name: CLUSTER_DOMAIN, type: "SOA", value, ttl: TTL_SECONDS };
  }

  #learn(service: Service): void {
    const ip = clusterIPOf(service);
    if (ip === undefined) return;
    const name = nameOf(service);
    this.#clusterIPs.set(name, {
      status: "NOERROR",
      records: [addressRecord(name, ip)],
      isAuthoritative: true,
    });
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
    if (labels.length === 1)
      return this.#api.find(namespaces, "", namespace) === undefined ? NOT_FOUND : NO_DATA;
    const service = this.#services.get(namespace, labels.at(-2) ?? "");
    if (service === undefined) return NOT_FOUND;
    if (service.spec.type === "ExternalName")
      return labels.length === 2 ? this.#externalName(name, service, type) : NOT_FOUND;
    if (labels.length === 2) return this.#records(name, service, type);
    if (labels.length === 3) return this.#endpoint(name, service, labels[0] as string, type);
    return labels.length === 4 ? this.#port(name, service, labels, type) : NOT_FOUND;
  }

  #records(name: string, service: Service, type: DnsQuestion["type"]): DnsAnswer {
    const ip = clusterIPOf(service);
    if (type === "SRV") return srvAnswer(name, this.#targets(service));
    if (ip !== undefined) return type === "A" ? answer([addressRecord(name, ip)]) : NO_DATA;
    return this.#addresses(
      name,
      this.#backends(service).map((backend) => backend.ip),
      type,
    );
  }

  /**
   * The alias, and what the name behind it gives. For a name outside that does not exist the alias is the only
   * record; for one inside that does not exist, or a ring of aliases, there is none.
   */
  #externalName(name: string, service: Service, type: DnsQuestion["type"]): DnsAnswer {
    const target = (service.spec.externalName ?? "").replace(/\.$/, "").toLowerCase();
    // An address is no name that an alias could lead to.
    if (parseIPv4(target) !== undefined) return NOT_FOUND;
    const alias: DnsRecord = { name, type: "CNAME", value: target, ttl: TTL_SECONDS };
    if (type === "CNAME") return answer([alias]);
    if (this.#aliases === ALIASES_MAX) return NO_DATA;
    this.#aliases++;
    const behind = this.query({ name: target, type });
    this.#aliases--;
    return behind.records.length === 0 && target.endsWith(`.${CLUSTER_DOMAIN}`)
      ? NO_DATA
      : answer([alias, ...behind.records]);
  }

  #endpoint(name: string, service: Service, label: string, type: DnsQuestion["type"]): DnsAnswer {
    const found = this.#backends(service).filter((backend) => backend.label === label);
    if (type === "SRV" && found.length > 0) return srvAnswer(name, this.#targets(service, { label }));
    return this.#addresses(
      name,
      found.map((backend) => backend.ip),
      type,
    );
  }

  #port(name: string, service: Service, labels: readonly string[], type: DnsQuestion["type"]): DnsAnswer {
    const [port = "", protocol = ""] = labels;
    if (!port.startsWith("_") || !protocol.startsWith("_")) return NOT_FOUND;
    const targets = this.#targets(service, { port: port.slice(1), protocol: protocol.slice(1) });
    if (type === "SRV" && targets.length > 0) return srvAnswer(name, targets);
    return this.#addresses(name, [...new Set(targets.map(({ ip }) => ip))], type);
  }

  /** In another order for each question. */
  #addresses(name: string, ips: readonly string[], type: DnsQuestion["type"]): DnsAnswer {
    if (ips.length === 0) return NOT_FOUND;
    return type === "A" ? answer(this.#shuffled(ips).map((ip) => addressRecord(name, ip))) : NO_DATA;
  }

  /** Where SRV records lead: to the Service itself, or to each endpoint where it is headless or one is asked for. */
  #targets(
    service: Service,
    wanted: { readonly label?: string; readonly port?: string; readonly protocol?: string } = {},
  ): Target[] {
    const own = nameOf(service);
    const ip = clusterIPOf(service);
    const isWanted = (port: string, protocol: string): boolean =>
      (wanted.port ?? port) === port &&
      (wanted.protocol ?? protocol.toLowerCase()) === protocol.toLowerCase();
    if (ip !== undefined && wanted.label === undefined) {
      const ports = (service.spec.ports ?? []).filter(({ name = "", protocol }) => isWanted(name, protocol));
      return ports.map(({ port }) => ({ ip, port, name: own }));
    }
    const backends = this.#backends(service).filter(({ label }) => (wanted.label ?? label) === label);
    return backends.flatMap((backend) =>
      [...backend.ports]
        .filter(([port, { protocol }]) => isWanted(port, protocol))
        .map(([, { port }]) => ({ ip: backend.ip, port, name: `${backend.label}.${own}` })),
    );
  }

  /** `10-244-1-4.default.pod.cluster.local` is 10.244.1.4, whether there is such a Pod or not. */
  #pod(name: string, labels: readonly string[], type: DnsQuestion["type"]): DnsAnswer {
    const ip = (labels[0] ?? "").replaceAll("-", ".");
    if (
      labels.length !== 2 ||
      parseIPv4(ip) === undefined ||
      this.#api.find(namespaces, "", labels[1] as string) === undefined
    )
      return NOT_FOUND;
    return type === "A" ? answer([addressRecord(name, ip)]) : NO_DATA;
  }

  /** Of a Service by its ClusterIP, else of an endpoint that has a host name, as those of a StatefulSet have. */
  #reverse(name: string): DnsAnswer {
    const match = /^(\d+)\.(\d+)\.(\d+)\.(\d+)\.in-addr\.arpa$/.exec(name);
    if (match === null) return NOT_FOUND;
    const ip = [match[4], match[3], match[2], match[1]].join(".");
    const known = this.#namesByIP.get(ip);
    const targets = known === undefined ? this.#endpointNames(ip) : [known];
    if (targets.length === 0) return NOT_FOUND;
    return {
      ...answer(targets.map((value) => ({ name, type: "PTR", value, ttl: TTL_SECONDS }))),
      isAuthoritative: true,
    };
  }

  #endpointNames(ip: string): string[] {
    return [...this.#services.list()].flatMap((service) =>
      this.#backends(service)
        .filter((backend) => backend.ip === ip && backend.hasHostname)
        .map(({ label }) => `${label}.${nameOf(service)}`),
    );
  }

  /** The ready endpoints of a Service, in the order of slices. */
  #backends(service: Service): Backend[] {
    const found: Backend[] = [];
    for (const slice of this.#slices.byIndex(
      indexByService,
      `${service.metadata.name}.${service.metadata.namespace ?? ""}`,
    )) {
      const ports = new Map(
        (slice.ports ?? []).flatMap(({ name = "", port, protocol = "TCP" }) =>
          port === undefined ? [] : [[name, { port, protocol }]],
        ),
      );
      for (const endpoint of slice.endpoints)
        if (endpoint.conditions.ready ?? true)
          found.push({
            ip: endpoint.addresses[0] ?? "",
            label: labelOf(endpoint),
            hasHostname: (endpoint.hostname ?? "") !== "",
            ports,
          });
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

/** All with the same share of the traffic. */
function srvAnswer(name: string, targets: readonly Target[]): DnsAnswer {
  const weight = Math.max(1, Math.floor(SRV_WEIGHTS / Math.max(1, targets.length)));
  const additional = new Map(targets.map((target) => [target.name, addressRecord(target.name, target.ip)]));
  return {
    ...answer(
      targets.map((target) => ({
        name,
        type: "SRV",
        value: `0 ${weight} ${target.port} ${target.name}`,
        ttl: TTL_SECONDS,
      })),
    ),
    additional: [...additional.values()],
  };
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
