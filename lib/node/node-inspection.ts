/** One node as an engineer at its shell finds it: what kube-proxy forwards, and what the node's programs print of it. */
import type { KubeProxy } from "./kube-proxy.ts";
import { type ProxyModeName, proxyModeNamed } from "./proxy-modes/index.ts";
import type { Frontend, FrontendKind, ServiceTable } from "./service-table.ts";

/** An address of a Service and where its connections go. */
export interface ProxyRule {
  readonly kind: FrontendKind;
  /** Empty for a node port: any node's own address. */
  readonly ip: string;
  readonly port: number;
  /** `namespace/name`. */
  readonly service: string;
  /** `ip:port`, in the order in which round robin takes them: those that the node's traffic policies leave. */
  readonly endpoints: readonly string[];
  /** The sliding time limit of session affinity, where it is on. */
  readonly affinityMs?: number;
}

export interface NodeInspection {
  /** What kube-proxy forwards, in the order of Services. */
  rules(): ProxyRule[];
  /**
   * What the program of a mode prints: `ipvsadm -Ln`, `iptables-save` (the lines with KUBE), `nft list table ip kube-proxy`.
   * @param mode default: the one in which kube-proxy works.
   */
  listing(mode?: ProxyModeName): string;
  /** What it would print, and whom new connections to an address of a Service would get, if kube-proxy worked in that mode. */
  supposed(mode: ProxyModeName): {
    readonly listing: string;
    /** `ip:port` of each of `count` connections, each of another client; none without endpoints. */
    choices(rule: Pick<ProxyRule, "service" | "port">, count: number): string[];
  };
}

export function inspectNode(proxy: KubeProxy, table: ServiceTable): NodeInspection {
  return {
    rules: () => [...table.frontends()].map((frontend) => ruleOf(frontend, proxy)),
    listing: (mode) => proxy.listing(mode === undefined ? undefined : proxyModeNamed(mode)),
    supposed: (name) => {
      const mode = proxyModeNamed(name);
      return {
        listing: proxy.supposedListing(mode),
        choices: ({ service, port }, count) => {
          const frontend = [...table.frontends()].find(
            (each) => each.kind === "ClusterIP" && each.backend.service === service && each.port === port,
          );
          return frontend === undefined ? [] : proxy.supposedChoices(mode, frontend, count);
        },
      };
    },
  };
}

function ruleOf(frontend: Frontend, proxy: KubeProxy): ProxyRule {
  const { kind, ip, port, backend } = frontend;
  const { service, affinity } = backend;
  return {
    kind,
    ip,
    port,
    service,
    endpoints: proxy.endpointsFor(frontend, kind === "ClusterIP").map(({ key }) => key),
    ...(affinity === undefined ? {} : { affinityMs: affinity.timeoutMs }),
  };
}
