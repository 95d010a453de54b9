/**
 * What must hold for every request of the swarm, and for the tables once the cluster is at rest. Judges from the Pods
 * and Services alone: neither from endpoints nor from what kube-proxy knows.
 */
import { endpointSlices, SERVICE_NAME_LABEL } from "../api/kinds/endpoint-slice.ts";
import { endpoints } from "../api/kinds/endpoints.ts";
import { type Pod, pods } from "../api/kinds/pod.ts";
import { type Service, services } from "../api/kinds/service.ts";
import { matchesPairs } from "../api/selectors.ts";
import type { Cluster } from "../cluster.ts";
import type { Hop } from "../network/http.ts";
import type { ProxyRule } from "../node/node-inspection.ts";
import type { Reply } from "../request.ts";
import { type Way, worstDifference } from "./swarm-batch.ts";

/** From a write until controllers and nodes have followed it: the longest of their pauses, and some air. */
const LAG_MS = 250;
const PORT = 8080;

/** What one way to a Service must give as long as nothing changes. */
export interface Expected {
  /** Any of them, when there is no failure. */
  readonly servers: readonly string[];
  readonly failure?: { readonly code: string; readonly reason: RegExp };
  /** Each of the servers is due for each request: no affinity, and nothing in the way. */
  readonly isFree: boolean;
}

interface Standing {
  readonly isGood: boolean;
  readonly since: number;
}

interface Stay {
  readonly pod: string;
  readonly at: number;
}

export class SwarmJudge {
  readonly #cluster: Cluster;
  /** `service pod` -> whether the Pod is ready there, and since when. */
  readonly #standing = new Map<string, Standing>();
  /** Service -> when it last changed in a way that may move a sticky client. */
  readonly #changedAt = new Map<string, number>();
  /** `service client` -> where its last request went. */
  readonly #stays = new Map<string, Stay>();

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
    cluster.api.watch(pods, {}, ({ object, type }) => this.#notePod(object, type === "DELETED"));
    cluster.api.watch(services, {}, ({ object, old }) => this.#noteService(object, old));
  }

  /** All that must come to rest, as text. */
  look(): string {
    const seen = this.#cluster.api
      .list(pods)
      .items.map(({ metadata, status }) => [
        metadata.name,
        status.phase,
        isReady(status),
        metadata.deletionTimestamp,
      ]);
    const slices = this.#cluster.api
      .list(endpointSlices)
      .items.map(({ metadata, endpoints: all }) => [metadata.name, all]);
    return JSON.stringify([seen, slices]);
  }

  /** Endpoints, EndpointSlices and what kube-proxy forwards to agree with the Pods. */
  judgeTables(): void {
    for (const service of this.#cluster.api.list(services, { namespace: "default" }).items) {
      const { name } = service.metadata;
      if (service.spec.selector === undefined) continue;
      const port = service.spec.ports?.[0]?.targetPort ?? PORT;
      const pods = this.#readyPods(service);
      const addresses = (of: readonly Pod[]) => of.map(({ status }) => `${status.podIP}:${port}`);
      const ready = addresses(pods);
      this.#same(`Endpoints of ${name}`, this.#endpointsOf(name), ready);
      this.#same(`EndpointSlices of ${name}`, this.#slicesOf(name), ready);
      const rules = this.#cluster
        .node("node-1")
        .rules()
        .filter((rule) => rule.service === `default/${name}`);
      check(rules.length > 0, `kube-proxy does not know ${name}`);
      for (const { kind, ip, port: own, endpoints } of rules)
        this.#same(
          `${kind} ${ip}:${own} of ${name}`,
          endpoints,
          addresses(this.#podsForwarded(service, kind, pods)),
        );
    }
  }

  /** Which of the Pods node-1 sends to, as its traffic policies leave them. */
  #podsForwarded({ spec }: Service, kind: ProxyRule["kind"], all: readonly Pod[]): readonly Pod[] {
    const policy = kind === "ClusterIP" ? spec.internalTrafficPolicy : spec.externalTrafficPolicy;
    if (policy !== "Local") return all;
    const own = all.filter((pod) => pod.spec.nodeName === "node-1");
    const isLoose = this.#cluster.proxyMode.localPolicy === "loose" && spec.type !== "ClusterIP";
    return own.length === 0 && isLoose ? all : own;
  }

  expect(name: string, way: Way): Expected {
    const service = this.#cluster.api.get(services, "default", name);
    const all = this.#readyPods(service);
    if (all.length === 0) return failing("ECONNREFUSED", `^"default/${name}" has no endpoints$`);
    const isLocal =
      (way.through === "ClusterIP"
        ? service.spec.internalTrafficPolicy
        : service.spec.externalTrafficPolicy) === "Local";
    const own =
      isLocal && way.node !== undefined ? all.filter(({ spec }) => spec.nodeName === way.node) : all;
    // Where a Service is open to the outside, a loose mode takes the endpoints of other nodes before it takes none.
    const hasLoosePolicy = this.#cluster.proxyMode.localPolicy === "loose";
    const isLoose = hasLoosePolicy && service.spec.type !== "ClusterIP";
    if (own.length === 0 && isLoose && way.through !== "ClusterIP")
      return failing("ETIMEDOUT", `^"default/${name}" sent it to .* on another node, and the reply is lost$`);
    const near = own.length === 0 && isLoose ? all : own;
    if (near.length === 0) {
      const reason = `^"default/${name}" has endpoints, but none on ${way.node}, and its traffic policy is Local$`;
      return failing(hasLoosePolicy ? "ECONNREFUSED" : "ETIMEDOUT", reason);
    }
    const servers = near.map(({ metadata }) => metadata.name);
    if (service.spec.ports?.[0]?.targetPort !== PORT)
      return failing("ECONNREFUSED", `^nothing listens on [0-9.]+:9999 \\((${servers.join("|")})\\)$`);
    return { servers, isFree: service.spec.sessionAffinity !== "ClientIP" && way.through !== "LoadBalancer" };
  }

  judgeAtRest(service: string, way: Way, expected: Expected, reply: Reply, hop: Hop | undefined): void {
    const title = `${way.from} to ${way.url}`;
    const { failure } = expected;
    if (failure === undefined)
      check(
        expected.servers.includes(reply.servedBy ?? ""),
        `${title} got ${told(reply)}, not one of ${expected.servers}`,
      );
    else
      check(
        reply.error?.code === failure.code && failure.reason.test(reply.error.message),
        `${title} got ${told(reply)}, not ${failure.code} ${failure.reason}`,
      );
    if (reply.servedBy !== undefined)
      check(reply.body === reply.servedBy, `${title}: ${reply.servedBy} answered "${reply.body}"`);
    check(hop?.service === `default/${service}`, `${title} is recorded as a request to ${hop?.service}`);
    this.#judgeStay(service, way.from, way.through, reply, hop);
  }

  /** While the cluster follows a change, an answer may come from whoever was ready a moment ago. */
  judgeInUnrest(service: string, reply: Reply, hop: Hop | undefined): void {
    check(
      hop?.service === `default/${service}`,
      `a request to ${service} is recorded as one to ${hop?.service}`,
    );
    if (reply.servedBy === undefined) this.#judgeFailureInUnrest(service, reply, hop?.at ?? 0);
    else this.#judgeAnswerInUnrest(service, reply.servedBy);
    this.#judgeStay(service, hop?.from.pod?.name ?? "", "ClusterIP", reply, hop);
  }

  #judgeAnswerInUnrest(service: string, pod: string): void {
    const standing = this.#standing.get(`${service} ${pod}`);
    const isDue =
      standing !== undefined &&
      (standing.isGood || this.#cluster.now - standing.since <= LAG_MS || this.#isLastResort(service, pod));
    check(
      isDue,
      `${pod} answered for ${service} and has not been ready there for ${this.#cluster.now - (standing?.since ?? 0)} ms`,
    );
  }

  /** A Pod that drains still gets requests where no other one is ready: on its node, if the Service keeps to that. */
  #isLastResort(service: string, pod: string): boolean {
    const isDraining = this.#cluster.api.find(pods, "default", pod)?.metadata.deletionTimestamp !== undefined;
    const isLocal =
      this.#cluster.api.get(services, "default", service).spec.internalTrafficPolicy === "Local";
    const rivals = [...this.#standingsOf(service)].filter(
      ([name]) => !isLocal || this.#nodeOf(name) === this.#nodeOf(pod),
    );
    return (
      isDraining && !rivals.some(([, { isGood, since }]) => isGood && this.#cluster.now - since > LAG_MS)
    );
  }

  /** By the Pods' names. */
  #standingsOf(service: string): Map<string, Standing> {
    const own = [...this.#standing].filter(([key]) => key.startsWith(`${service} `));
    return new Map(own.map(([key, standing]) => [key.slice(service.length + 1), standing]));
  }

  /** Where endpoints take turns, their counts over any window differ by at most one. */
  judgeTurns(expected: Expected, way: Way, answers: readonly string[]): void {
    if (!this.#cluster.proxyMode.takesTurns || !expected.isFree) return;
    const difference = worstDifference(answers, expected.servers);
    check(difference <= 1, `round robin from ${way.from} to ${way.url} differs by ${difference}: ${answers}`);
  }

  #judgeFailureInUnrest(service: string, reply: Reply, at: number): void {
    const reason = reply.error?.message ?? "";
    const isOwn =
      reason.startsWith(`"default/${service}" has `) ||
      /^(nothing listens on|no Pod has the address) 10\.244\./.test(reason);
    check(isOwn, `a request to ${service} failed with ${told(reply)}`);
    const { metadata, spec } = this.#cluster.api.get(services, "default", service);
    const hasRested = at - (this.#changedAt.get(metadata.name) ?? 0) > LAG_MS + 500;
    const isSound = spec.internalTrafficPolicy !== "Local" && spec.ports?.[0]?.targetPort === PORT;
    const standings = [...this.#standingsOf(service).values()];
    const isCalm =
      standings.some(({ isGood }) => isGood) && standings.every(({ since }) => at - since > LAG_MS + 500);
    check(
      !(hasRested && isSound && isCalm),
      `a request to ${service} failed with ${told(reply)}, and nothing had changed`,
    );
  }

  /** A sticky client moves only when its Pod left, its time ran out, or somebody changed the rules. */
  #judgeStay(
    service: string,
    client: string,
    through: string,
    { servedBy }: Reply,
    hop: Hop | undefined,
  ): void {
    const { spec } = this.#cluster.api.get(services, "default", service);
    const { sessionAffinity, sessionAffinityConfig } = spec;
    if (servedBy === undefined || hop === undefined || through !== "ClusterIP") return;
    const key = `${service} ${client.replace("pod/", "")}`;
    const before = this.#stays.get(key);
    this.#stays.set(key, { pod: servedBy, at: hop.at });
    if (sessionAffinity !== "ClientIP" || before === undefined || before.pod === servedBy) return;
    const isOver = hop.at - before.at >= (sessionAffinityConfig?.clientIP?.timeoutSeconds ?? 0) * 1000;
    const isChanged = (this.#changedAt.get(service) ?? 0) + LAG_MS >= before.at;
    const standing = this.#standing.get(`${service} ${before.pod}`);
    const hasLeft = standing === undefined || !standing.isGood || standing.since + LAG_MS >= before.at;
    // A loose mode had no endpoint on the client's node, and now it has one.
    const isCalledHome =
      this.#cluster.proxyMode.localPolicy === "loose" &&
      spec.type !== "ClusterIP" &&
      spec.internalTrafficPolicy === "Local" &&
      this.#nodeOf(servedBy) === hop.node;
    check(
      isOver || isChanged || hasLeft || isCalledHome,
      `sticky ${key} moved from ${before.pod} to ${servedBy} after ${hop.at - before.at} ms`,
    );
  }

  #nodeOf(pod: string): string | undefined {
    return this.#cluster.api.find(pods, "default", pod)?.spec.nodeName;
  }

  #notePod(pod: Pod, isGone: boolean): void {
    for (const service of this.#cluster.api.list(services, { namespace: "default" }).items)
      this.#note(service, pod, isGone);
  }

  #note(service: Service, pod: Pod, isGone: boolean): void {
    const key = `${service.metadata.name} ${pod.metadata.name}`;
    const isGood = !isGone && isServing(service, pod);
    if ((this.#standing.get(key)?.isGood ?? false) !== isGood)
      this.#standing.set(key, { isGood, since: this.#cluster.now });
  }

  #noteService(service: Service, old: Service | undefined): void {
    if (old !== undefined && rulesFor(service) === rulesFor(old)) return;
    this.#changedAt.set(service.metadata.name, this.#cluster.now);
    for (const pod of this.#cluster.api.list(pods, { namespace: "default" }).items)
      this.#note(service, pod, false);
  }

  #readyPods(service: Service): Pod[] {
    return this.#cluster.api
      .list(pods, { namespace: "default" })
      .items.filter((pod) => isServing(service, pod));
  }

  #endpointsOf(name: string): string[] {
    const { subsets = [] } = this.#cluster.api.get(endpoints, "default", name);
    return subsets.flatMap(({ addresses = [], ports = [] }) =>
      addresses.flatMap(({ ip }) => ports.map(({ port }) => `${ip}:${port}`)),
    );
  }

  #slicesOf(name: string): string[] {
    const { items } = this.#cluster.api.list(endpointSlices, {
      namespace: "default",
      labelSelector: `${SERVICE_NAME_LABEL}=${name}`,
    });
    return items.flatMap((slice) =>
      slice.endpoints
        .filter(({ conditions }) => conditions.ready === true)
        .flatMap(({ addresses }) => (slice.ports ?? []).map(({ port }) => `${addresses[0]}:${port}`)),
    );
  }

  #same(what: string, found: readonly string[], due: readonly string[]): void {
    check(
      [...found].sort().join() === [...due].sort().join(),
      `${what}: ${found}, and the ready Pods are ${due}`,
    );
  }
}

function failing(code: string, reason: string): Expected {
  return { servers: [], failure: { code, reason: new RegExp(reason) }, isFree: false };
}

function isReady({ conditions = [] }: Pod["status"]): boolean {
  return conditions.some(({ type, status }) => type === "Ready" && status === "True");
}

function isServing({ spec }: Service, { metadata, status }: Pod): boolean {
  return (
    matchesPairs(spec.selector ?? {}, metadata.labels ?? {}) &&
    metadata.deletionTimestamp === undefined &&
    isReady(status)
  );
}

/** What of a Service decides where a client inside the cluster goes. Its type does not. */
function rulesFor({ spec }: Service): string {
  return JSON.stringify([
    spec.selector,
    spec.ports?.map(({ targetPort }) => targetPort),
    spec.internalTrafficPolicy,
    spec.sessionAffinity,
    spec.sessionAffinityConfig,
  ]);
}

function told({ servedBy, error }: Reply): string {
  return servedBy ?? `${error?.code} (${error?.message})`;
}

function check(isTrue: boolean, message: string): void {
  if (!isTrue) throw new Error(message);
}
