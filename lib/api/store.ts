/**
 * What etcd and the watch cache are to the API server: objects by kind, namespace and name, one counter of versions,
 * and the events of every write in order. Objects are frozen as they are stored. A changed object is a new one, which
 * shares the unchanged parts.
 */

import type { WatchEvent } from "./api.ts";
import { ApiError } from "./api-error.ts";
import { keyOf } from "./informer.ts";
import type { AnyKind } from "./kind.ts";
import type { KubeObject } from "./metadata.ts";

/** How many past events a watch can resume from and a list go back to, per kind. */
const HISTORY_MAX = 1000;

export interface StoredEvent extends WatchEvent<KubeObject> {
  readonly version: number;
  /** What a DELETED object was when it was stored last. */
  readonly last?: KubeObject | undefined;
}

export interface Watcher {
  /** Only objects of this namespace. */
  readonly namespace: string | undefined;
  /** Only objects with this value of the kind's index. */
  readonly indexed: string | undefined;
  readonly onEvent: (event: StoredEvent) => void;
}

interface KindStore {
  /** Namespace -> name -> object; `""` for kinds without namespace. */
  readonly objects: Map<string, Map<string, KubeObject>>;
  readonly watchers: Set<Watcher>;
  /** Watchers with an index value, by that value: a kubelet hears of its own Pods alone. */
  readonly indexed: Map<string, Set<Watcher>>;
  history: StoredEvent[];
  count: number;
}

export class Store {
  #version = 1;
  readonly #kinds = new Map<AnyKind, KindStore>();
  readonly #index: (kind: AnyKind, object: KubeObject) => string | undefined;
  /** What waits to be delivered: each event beside the watcher that it goes to, in two lists, for there are dozens for each Pod. */
  readonly #pending: StoredEvent[] = [];
  readonly #receivers: Watcher[] = [];
  #delivering = false;

  /** @param index the value by which watchers of a kind may be told apart cheaply (a Pod's node). */
  constructor(index: (kind: AnyKind, object: KubeObject) => string | undefined) {
    this.#index = index;
  }

  get version(): number {
    return this.#version;
  }

  count(kind: AnyKind): number {
    return this.#storeOf(kind).count;
  }

  get(kind: AnyKind, namespace: string, name: string): KubeObject | undefined {
    return this.#storeOf(kind).objects.get(namespace)?.get(name);
  }

  /** In the order of namespace and name, as etcd's keys are. */
  list(kind: AnyKind, namespace?: string): KubeObject[] {
    const { objects } = this.#storeOf(kind);
    const spaces = namespace === undefined ? [...objects.keys()].sort() : [namespace];
    return spaces.flatMap((space) => [...(objects.get(space)?.values() ?? [])].sort(byName));
  }

  /** The same as it was at a version. @throws ApiError 410 when that is forgotten. */
  listAt(kind: AnyKind, namespace: string | undefined, version: number): KubeObject[] {
    const undone = this.since(kind, version).filter(
      ({ object }) => namespace === undefined || object.metadata.namespace === namespace,
    );
    if (undone.length === 0) return this.list(kind, namespace);
    const objects = new Map(this.list(kind, namespace).map((object) => [keyOf(object), object]));
    for (const { object, old, last } of undone.toReversed()) {
      const before = old ?? last;
      if (before === undefined) objects.delete(keyOf(object));
      else objects.set(keyOf(object), before);
    }
    return [...objects.values()].sort((a, b) =>
      a.metadata.namespace === b.metadata.namespace ? byName(a, b) : byNamespace(a, b),
    );
  }

  /** Stores the object with the next version and tells watchers. @returns the frozen object. */
  put(kind: AnyKind, object: KubeObject): KubeObject {
    const ofKind = this.#storeOf(kind);
    const version = ++this.#version;
    const stored = versioned(object, version);
    const namespace = stored.metadata.namespace ?? "";
    const byName = ofKind.objects.get(namespace) ?? new Map<string, KubeObject>();
    ofKind.objects.set(namespace, byName);
    const old = byName.get(stored.metadata.name);
    byName.set(stored.metadata.name, stored);
    if (old === undefined) ofKind.count++;
    this.#publish(
      kind,
      ofKind,
      old === undefined
        ? { type: "ADDED", object: stored, version }
        : { type: "MODIFIED", object: stored, old, version },
    );
    return stored;
  }

  remove(kind: AnyKind, object: KubeObject): KubeObject {
    const ofKind = this.#storeOf(kind);
    const version = ++this.#version;
    const gone = versioned(object, version);
    const byName = ofKind.objects.get(gone.metadata.namespace ?? "");
    const last = byName?.get(gone.metadata.name);
    if (byName?.delete(gone.metadata.name)) ofKind.count--;
    this.#publish(kind, ofKind, { type: "DELETED", object: gone, last, version });
    return gone;
  }

  watch(kind: AnyKind, watcher: Watcher): () => void {
    const ofKind = this.#storeOf(kind);
    if (watcher.indexed === undefined) {
      ofKind.watchers.add(watcher);
      return () => ofKind.watchers.delete(watcher);
    }
    const watchers = ofKind.indexed.get(watcher.indexed) ?? new Set<Watcher>();
    ofKind.indexed.set(watcher.indexed, watchers);
    watchers.add(watcher);
    return () => watchers.delete(watcher);
  }

  /** The events after a version. @throws ApiError 410 when they are forgotten. */
  since(kind: AnyKind, version: number): readonly StoredEvent[] {
    const { history } = this.#storeOf(kind);
    const oldest = history[0]?.version ?? this.#version + 1;
    if (history.length >= HISTORY_MAX && version < oldest - 1) {
      throw new ApiError(410, "Expired", `too old resource version: ${version} (${oldest})`);
    }
    return history.filter((event) => event.version > version);
  }

  #storeOf(kind: AnyKind): KindStore {
    let ofKind = this.#kinds.get(kind);
    if (ofKind === undefined) {
      ofKind = { objects: new Map(), watchers: new Set(), indexed: new Map(), history: [], count: 0 };
      this.#kinds.set(kind, ofKind);
    }
    return ofKind;
  }

  #publish(kind: AnyKind, ofKind: KindStore, event: StoredEvent): void {
    ofKind.history.push(event);
    if (ofKind.history.length > 2 * HISTORY_MAX) ofKind.history = ofKind.history.slice(-HISTORY_MAX);
    const namespace = event.object.metadata.namespace ?? "";
    const tell = (watcher: Watcher): void => {
      if (watcher.namespace !== undefined && watcher.namespace !== namespace) return;
      this.#pending.push(event);
      this.#receivers.push(watcher);
    };
    for (const watcher of ofKind.watchers) tell(watcher);
    if (ofKind.indexed.size > 0) {
      const now = this.#index(kind, event.object);
      const before = event.old === undefined ? now : this.#index(kind, event.old);
      for (const watcher of ofKind.indexed.get(now ?? "") ?? []) tell(watcher);
      if (before !== now) for (const watcher of ofKind.indexed.get(before ?? "") ?? []) tell(watcher);
    }
    this.#deliver();
  }

  /** A handler may write: its events queue up behind the ones being delivered, so that all watchers see one order. */
  #deliver(): void {
    if (this.#delivering) return;
    this.#delivering = true;
    try {
      // By index, for the list grows meanwhile.
      for (let at = 0; at < this.#pending.length; at++)
        (this.#receivers[at] as Watcher).onEvent(this.#pending[at] as StoredEvent);
    } finally {
      this.#pending.length = 0;
      this.#receivers.length = 0;
      this.#delivering = false;
    }
  }
}

/** The object as it is stored: itself, unless it or its metadata is an older object's. */
function versioned(object: KubeObject, version: number): KubeObject {
  const metadata = Object.isFrozen(object.metadata) ? { ...object.metadata } : object.metadata;
  const stored = Object.isFrozen(object) ? { ...object } : object;
  return freeze(
    Object.assign(stored, { metadata: Object.assign(metadata, { resourceVersion: String(version) }) }),
  ) as KubeObject;
}

const byName = (a: KubeObject, b: KubeObject): number => (a.metadata.name < b.metadata.name ? -1 : 1);
const byNamespace = (a: KubeObject, b: KubeObject): number =>
  (a.metadata.namespace ?? "") < (b.metadata.namespace ?? "") ? -1 : 1;

/** Freezes to any depth and drops fields that are undefined. Parts frozen before are taken as they are. */
function freeze(value: object): object {
  if (Object.isFrozen(value)) return value;
  if (Array.isArray(value)) {
    for (const item of value) if (typeof item === "object" && item !== null) freeze(item);
    return Object.freeze(value);
  }
  const record = value as Record<string, unknown>;
  for (const key in record) {
    const field = record[key];
    if (field === undefined) delete record[key];
    else if (typeof field === "object" && field !== null) freeze(field);
  }
  return Object.freeze(value);
}
