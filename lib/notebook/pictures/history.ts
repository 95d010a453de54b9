/**
 * What the cluster's objects alone do not tell any more: the lives of Pods, and who was on a Service's list when. Written
 * down from the API's watches, as they happen.
 */
import type { Api } from "../../api/api.ts";
import { type EndpointSlice, endpointSlices, SERVICE_NAME_LABEL } from "../../api/kinds/endpoint-slice.ts";
import { events } from "../../api/kinds/event.ts";
import { type Pod, pods } from "../../api/kinds/pod.ts";

/** What is kept: the oldest go first (livesMax, listsMax). */
const LIVES_MAX = 2_000;
const LISTS_MAX = 1_000;

export type PodState = "notReady" | "ready" | "terminating";

export interface PodLife {
  readonly uid: string;
  readonly namespace: string;
  readonly name: string;
  /** As last seen. */
  pod: Pod;
  /** When it entered each state, in simulated milliseconds since the cluster's start. */
  readonly states: { readonly at: number; readonly state: PodState }[];
  /** When its kubelet began to stop it. */
  stoppedAt?: number;
  /** When its containers had ended. */
  exitedAt?: number;
  /** When it was gone from the API. */
  goneAt?: number;
}

export interface Listed {
  /** Name of a Pod, or an address. */
  readonly name: string;
  readonly ip: string;
  readonly ports: readonly number[];
  readonly state: PodState;
}

interface ListChange {
  readonly at: number;
  /** `namespace/name` of the Service. */
  readonly service: string;
  readonly list: readonly Listed[];
}

export class History {
  readonly #lives = new Map<string, PodLife>();
  readonly #changes: ListChange[] = [];

  /** @param now simulated milliseconds since the cluster's start. */
  constructor(api: Api, now: () => number) {
    api.watch(pods, {}, ({ type, object }) => this.#seePod(object, type === "DELETED", now()));
    api.watch(endpointSlices, {}, ({ object }) => this.#seeSlice(api, object, now()));
    api.watch(events, {}, ({ type, object }) => {
      const { kind, uid } = object.involvedObject;
      if (type !== "ADDED" || kind !== "Pod" || object.reason !== "Killing") return;
      const life = this.#lives.get(uid ?? "");
      if (life !== undefined) life.stoppedAt ??= now();
    });
  }

  /** Oldest first. */
  get lives(): readonly PodLife[] {
    return [...this.#lives.values()];
  }

  /** Whether a Pod by that name is there now. */
  isAlive(id: string): boolean {
    return this.lives.some(
      ({ namespace, name, goneAt }) => goneAt === undefined && `${namespace}/${name}` === id,
    );
  }

  /** Who was on a Service's list at a time. @param service `namespace/name`. */
  listAt(service: string, at: number): readonly Listed[] {
    return this.#changes.findLast((change) => change.service === service && change.at <= at)?.list ?? [];
  }

  /** The first change of a Service's list, from a time on, after which an address is not on it as ready. */
  leftListAt(ip: string, from: number): { readonly service: string; readonly at: number } | undefined {
    const isOn = (list: readonly Listed[]): boolean =>
      list.some((each) => each.ip === ip && each.state === "ready");
    return this.#changes.find(
      ({ at, service, list }) => at >= from && !isOn(list) && isOn(this.listAt(service, from - 1)),
    );
  }

  #seePod(pod: Pod, isGone: boolean, at: number): void {
    const { uid = "", namespace = "", name } = pod.metadata;
    const life = this.#lives.get(uid) ?? { uid, namespace, name, pod, states: [] };
    this.#lives.set(uid, life);
    life.pod = pod;
    const state = stateOf(pod);
    if (life.states.at(-1)?.state !== state) life.states.push({ at, state });
    if (isGone) life.goneAt = at;
    const containers = pod.status.containerStatuses ?? [];
    if (state === "terminating" && containers.every(({ state: each }) => each?.terminated !== undefined))
      life.exitedAt ??= at;
    if (this.#lives.size > LIVES_MAX) this.#lives.delete(this.#lives.keys().next().value ?? "");
  }

  #seeSlice(api: Api, slice: EndpointSlice, at: number): void {
    const name = slice.metadata.labels?.[SERVICE_NAME_LABEL];
    if (name === undefined) return;
    const { namespace = "" } = slice.metadata;
    this.#changes.push({ at, service: `${namespace}/${name}`, list: listOf(api, namespace, name) });
    if (this.#changes.length > LISTS_MAX) this.#changes.splice(0, LISTS_MAX / 10);
  }
}

function stateOf({ metadata, status }: Pod): PodState {
  if (metadata.deletionTimestamp !== undefined) return "terminating";
  const isReady = status.conditions?.some(({ type, status: is }) => type === "Ready" && is === "True");
  return isReady === true ? "ready" : "notReady";
}

/** Everyone on a Service's slices, each once with all ports. */
export function listOf(api: Api, namespace: string, name: string): Listed[] {
  const found = new Map<string, Listed>();
  const labelSelector = `${SERVICE_NAME_LABEL}=${name}`;
  for (const slice of api.list(endpointSlices, { namespace, labelSelector }).items) {
    const ports = (slice.ports ?? []).flatMap(({ port }) => port ?? []);
    for (const { addresses, targetRef, conditions } of slice.endpoints) {
      const ip = addresses[0] ?? "";
      const known = found.get(ip);
      found.set(ip, {
        name: targetRef?.name ?? ip,
        ip,
        ports: [...new Set([...(known?.ports ?? []), ...ports])],
        state:
          conditions.terminating === true ? "terminating" : conditions.ready === false ? "notReady" : "ready",
      });
    }
  }
  return [...found.values()];
}
