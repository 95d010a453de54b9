/**
 * Which Pods each Service selects, kept up to date with every event, so that no pass looks at all Pods. Both endpoint
 * controllers stand on it. Models the informers, serviceSelectorCache and TriggerTimeTracker of k8s.io/endpointslice/util.
 */
import type { WatchEvent } from "../api/api.ts";
import { isEqual } from "../api/equal.ts";
import { type Informer, indexByNamespace, keyOf, type SharedInformers } from "../api/informer.ts";
import { type Pod, pods } from "../api/kinds/pod.ts";
import { type Service, services } from "../api/kinds/service.ts";
import type { Labels } from "../api/selectors.ts";
import { isPodReady, isPodTerminal, podCondition } from "./pod-state.ts";
import { compilePairs } from "./selector.ts";
import { SelectorIndex } from "./selector-index.ts";

interface Member {
  pod: Pod;
  /** Higher for those that were first seen later. */
  readonly number: number;
}

interface Entry {
  readonly key: string;
  /** Higher for Services that came later. */
  readonly number: number;
  service: Service;
  matches: (labels: Labels) => boolean;
  readonly members: Map<string, Member>;
  /** The keys of Pods that came, went or changed since they were last taken; undefined: more than that changed. */
  changed: Set<string> | undefined;
  /** The earliest change since it was last taken. */
  triggerTime: string | undefined;
}

export class ServicePods {
  readonly #pods: Informer<Pod>;
  readonly #entries = new Map<string, Entry>();
  readonly #bySelector = new SelectorIndex<Entry>();
  readonly #memberships = new Map<string, readonly Entry[]>();
  readonly #onChange: (serviceKey: string) => void;
  #seen = 0;

  /** @param onChange called with the key of a Service whose endpoints may be others now. */
  constructor(informers: SharedInformers, onChange: (serviceKey: string) => void) {
    this.#onChange = onChange;
    this.#pods = informers.of(pods).indexBy(indexByNamespace);
    informers.of(services).onEvent((event) => this.#receiveService(event));
    this.#pods.onEvent((event) => this.#receivePod(event));
  }

  service(key: string): Service | undefined {
    return this.#entries.get(key)?.service;
  }

  /** In the order in which they were first seen. @param podKeys only these. */
  podsOf(key: string, podKeys?: ReadonlySet<string>): readonly Pod[] {
    const members = this.#entries.get(key)?.members ?? new Map<string, Member>();
    const asked =
      podKeys === undefined
        ? [...members.values()]
        : [...podKeys].flatMap((podKey) => members.get(podKey) ?? []).sort((a, b) => a.number - b.number);
    return asked.map(({ pod }) => pod);
  }

  /**
   * What may make other endpoints than when this was last asked.
   * @returns the keys of Pods; undefined when it may be all of them, because the Service is new or was changed.
   */
  takeChanges(key: string): ReadonlySet<string> | undefined {
    const entry = this.#entries.get(key);
    const changed = entry?.changed;
    if (entry !== undefined) entry.changed = new Set();
    return changed;
  }

  countOf(key: string): number {
    return this.#entries.get(key)?.members.size ?? 0;
  }

  /** The keys of all Services. */
  keys(): Iterable<string> {
    return this.#entries.keys();
  }

  /** When the first of the changes happened that nobody has taken yet: the annotation last-change-trigger-time. */
  takeTriggerTime(key: string): string | undefined {
    const entry = this.#entries.get(key);
    const time = entry?.triggerTime;
    if (entry !== undefined) entry.triggerTime = undefined;
    return time;
  }

  #receiveService({ type, object }: WatchEvent<Service>): void {
    const key = keyOf(object);
    const entry = this.#entries.get(key);
    if (type === "DELETED") this.#forget(key);
    else if (entry === undefined) this.#remember(key, object);
    else this.#replace(entry, object);
    this.#onChange(key);
  }

  #remember(key: string, service: Service): void {
    const entry: Entry = {
      key,
      number: this.#seen++,
      service,
      matches: compilePairs(service.spec.selector),
      members: new Map(),
      changed: undefined,
      triggerTime: undefined,
    };
    this.#entries.set(key, entry);
    this.#bySelector.add(service.metadata.namespace ?? "", service.spec.selector, entry);
    this.#gather(entry);
    // Pods that were ready long before do not make a new Service late.
    entry.triggerTime = service.metadata.creationTimestamp ?? undefined;
  }

  #replace(entry: Entry, service: Service): void {
    const { metadata, spec } = entry.service;
    entry.service = service;
    entry.changed = undefined;
    if (isEqual(spec.selector, service.spec.selector)) return;
    this.#scatter(entry);
    this.#bySelector.delete(metadata.namespace ?? "", spec.selector, entry);
    entry.matches = compilePairs(service.spec.selector);
    this.#bySelector.add(metadata.namespace ?? "", service.spec.selector, entry);
    this.#gather(entry);
  }

  #forget(key: string): void {
    const entry = this.#entries.get(key);
    if (entry === undefined) return;
    const { metadata, spec } = entry.service;
    this.#scatter(entry);
    this.#entries.delete(key);
    this.#bySelector.delete(metadata.namespace ?? "", spec.selector, entry);
  }

  #gather(entry: Entry): void {
    for (const pod of this.#pods.byIndex(indexByNamespace, entry.service.metadata.namespace ?? "")) {
      if (!entry.matches(pod.metadata.labels)) continue;
      const key = keyOf(pod);
      entry.members.set(key, { pod, number: this.#seen++ });
      this.#memberships.set(key, [...(this.#memberships.get(key) ?? []), entry]);
      noteTrigger(entry, pod, undefined);
    }
  }

  #scatter(entry: Entry): void {
    for (const key of entry.members.keys())
      this.#setMemberships(
        key,
        (this.#memberships.get(key) ?? []).filter((other) => other !== entry),
      );
    entry.members.clear();
  }

  #receivePod({ type, object, old }: WatchEvent<Pod>): void {
    const key = keyOf(object);
    const before = this.#memberships.get(key) ?? [];
    const hasSameLabels = type === "MODIFIED" && old?.metadata.labels === object.metadata.labels;
    const now = type === "DELETED" ? [] : hasSameLabels ? before : this.#servicesOf(object);
    const isOtherEndpoint = type !== "MODIFIED" || old === undefined || looksDifferent(old, object);
    if (now !== before) this.#leave(key, before, new Set(now));
    for (const entry of now) {
      const member = entry.members.get(key);
      if (member === undefined) entry.members.set(key, { pod: object, number: this.#seen++ });
      else member.pod = object;
      if (member !== undefined && !isOtherEndpoint) continue;
      noteTrigger(entry, object, member === undefined ? undefined : old);
      entry.changed?.add(key);
      this.#onChange(entry.key);
    }
    if (now !== before) this.#setMemberships(key, now);
  }

  #leave(podKey: string, before: readonly Entry[], now: ReadonlySet<Entry>): void {
    for (const entry of before) {
      if (now.has(entry)) continue;
      entry.members.delete(podKey);
      entry.changed?.add(podKey);
      this.#onChange(entry.key);
    }
  }

  #servicesOf(pod: Pod): readonly Entry[] {
    const { namespace = "", labels } = pod.metadata;
    return this.#bySelector
      .candidates(namespace, labels)
      .filter((entry) => entry.matches(labels))
      .sort((a, b) => a.number - b.number);
  }

  #setMemberships(podKey: string, entries: readonly Entry[]): void {
    if (entries.length === 0) this.#memberships.delete(podKey);
    else this.#memberships.set(podKey, entries);
  }
}

/** Whether a Pod changed in what makes an endpoint. */
function looksDifferent(old: Pod, pod: Pod): boolean {
  return (
    old.metadata.deletionTimestamp !== pod.metadata.deletionTimestamp ||
    old.status.podIP !== pod.status.podIP ||
    old.spec.nodeName !== pod.spec.nodeName ||
    isPodReady(old) !== isPodReady(pod) ||
    isPodTerminal(old) !== isPodTerminal(pod)
  );
}

function noteTrigger(entry: Entry, pod: Pod, old: Pod | undefined): void {
  const time = podCondition(pod, "Ready")?.lastTransitionTime ?? undefined;
  const before = old === undefined ? undefined : podCondition(old, "Ready")?.lastTransitionTime;
  if (time === undefined || time <= (before ?? "")) return;
  if (entry.triggerTime === undefined || time < entry.triggerTime) entry.triggerTime = time;
}
