/** What the API tells of a Service: its addresses, who is on its list, and the Pods that one would expect there, with reasons. */
import type { Api } from "../../api/api.ts";
import { type Pod, pods } from "../../api/kinds/pod.ts";
import { type Service, services } from "../../api/kinds/service.ts";
import { matchesPairs } from "../../api/selectors.ts";
import { type Listed, listOf } from "./history.ts";
import { idOf } from "./scene.ts";

/** Why somebody gets no new connection. */
export type Reason = "selector" | "notReady" | "terminating" | "ended" | "pending";

export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly ip: string;
  readonly ports: readonly number[];
  readonly labels: Readonly<Record<string, string>>;
  /** No Pod: an address that somebody wrote down. */
  readonly isOutside: boolean;
  /** Undefined: it gets connections. */
  readonly out?: Reason;
}

export interface ServiceFacts {
  readonly namespace: string;
  readonly name: string;
  readonly kind: "clusterIP" | "headless" | "externalName";
  readonly clusterIP: string;
  readonly externalName: string;
  /** `80 → 8080`, with the port's name and the node port where there are any. */
  readonly ports: readonly string[];
  readonly selector: Service["spec"]["selector"];
  /** Those that get connections first, in the order of the list. */
  readonly candidates: readonly Candidate[];
}

/** @throws ApiError NotFound. */
export function serviceFacts(api: Api, namespace: string, name: string): ServiceFacts {
  const { spec } = api.get(services, namespace, name);
  const list = listOf(api, namespace, name);
  const listed = new Set(list.map((each) => each.name));
  const { selector } = spec;
  const others = api
    .list(pods, { namespace })
    .items.filter((pod) => !listed.has(pod.metadata.name) && isCandidate(pod, selector))
    .filter((pod) => list.length === 0 || !isNamedByItself(pod, selector));
  const candidates = [
    ...list.map((each) => candidateOf(api, namespace, each, spec.publishNotReadyAddresses === true)),
    ...others.map((pod) => outsider(pod, selector)),
  ];
  return {
    namespace,
    name,
    kind:
      spec.type === "ExternalName" ? "externalName" : spec.clusterIP === "None" ? "headless" : "clusterIP",
    clusterIP: spec.clusterIP ?? "",
    externalName: spec.externalName ?? "",
    ports: (spec.ports ?? []).map(portText),
    selector,
    candidates: candidates.sort((a, b) => Number(a.out !== undefined) - Number(b.out !== undefined)),
  };
}

type Port = NonNullable<Service["spec"]["ports"]>[number];

function portText({ name, port, targetPort, nodePort = 0, protocol }: Port): string {
  const called = name === undefined || name === "" ? "" : `${name} `;
  const udp = protocol === "TCP" ? "" : `/${protocol}`;
  const outside = nodePort === 0 ? "" : ` (:${nodePort})`;
  return `${called}${port}${udp} → ${targetPort}${outside}`;
}

function candidateOf(api: Api, namespace: string, listed: Listed, publishesAll: boolean): Candidate {
  const { name, ip, ports, state } = listed;
  const pod = name === ip ? undefined : api.find(pods, namespace, name);
  const out = state === "ready" || (publishesAll && state === "notReady") ? undefined : state;
  return {
    id: idOf(namespace, name, ip),
    name,
    ip,
    ports,
    labels: withoutHash(pod),
    isOutside: pod === undefined,
    ...(out === undefined ? {} : { out }),
  };
}

/** Pods that one would expect behind the Service: they carry one of its labels' values or keys, or match and are not listed. */
export function isCandidate(pod: Pod, selector: Service["spec"]["selector"]): boolean {
  if (selector === undefined || Object.keys(selector).length === 0) return false;
  const labels = pod.metadata.labels ?? {};
  const values = new Set(Object.values(selector));
  return Object.entries(labels).some(([key, value]) => values.has(value) || key in selector);
}

/**
 * Whether all that it shares with the selector is the label that `kubectl run` gives each Pod: `run`, with the Pod's own name. Beside
 * Pods that are on the list nobody expects it there; where there are none, the name may be mistyped.
 */
function isNamedByItself({ metadata }: Pod, selector: Service["spec"]["selector"]): boolean {
  const { name, labels = {} } = metadata;
  return labels.run === name && !Object.keys(selector ?? {}).some((key) => key !== "run" && key in labels);
}

function outsider(pod: Pod, selector: Service["spec"]["selector"]): Candidate {
  const { namespace = "", name } = pod.metadata;
  const ip = pod.status.podIP ?? "";
  return {
    id: `${namespace}/${name}`,
    name,
    ip,
    ports: [],
    labels: withoutHash(pod),
    isOutside: false,
    out: reasonOf(pod, selector),
  };
}

function reasonOf({ metadata, status }: Pod, selector: Service["spec"]["selector"]): Reason {
  if (!matchesPairs(selector, metadata.labels)) return "selector";
  if (metadata.deletionTimestamp !== undefined) return "terminating";
  if (status.phase === "Succeeded" || status.phase === "Failed") return "ended";
  return status.podIP === undefined ? "pending" : "notReady";
}

function withoutHash(pod: Pod | undefined): Record<string, string> {
  const labels = Object.entries(pod?.metadata.labels ?? {});
  return Object.fromEntries(labels.filter(([key]) => key !== "pod-template-hash"));
}
