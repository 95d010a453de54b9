/** A cache of one kind kept by a watch, with indices. Models client-go/tools/cache and its shared informers. */
import type { Api, WatchEvent } from "./api.ts";
import type { AnyKind, Kind } from "./kind.ts";
import type { KubeObject } from "./metadata.ts";

/** The values under which `byIndex` finds an object. */
export type IndexFunction<T> = (object: T) => readonly string[];

export const keyOf = (object: KubeObject): string =>
  object.metadata.namespace === undefined
    ? object.metadata.name
    : `${object.metadata.namespace}/${object.metadata.name}`;

/** @returns namespace (`""` without one) and name of a key made by `keyOf`. */
export function splitKey(key: string): { namespace: string; name: string } {
  const slash = key.indexOf("/");
  return slash < 0
    ? { namespace: "", name: key }
    : { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
}

export const indexByNamespace: IndexFunction<KubeObject> = ({ metadata }) => [metadata.namespace ?? ""];

export class Informer<T extends KubeObject> {
  readonly #objects = new Map<string, T>();
  readonly #indices = new Map<IndexFunction<T>, Index<T>>();
  readonly #handlers: ((event: WatchEvent<T>) => void)[] = [];
  readonly stop: () => void;

  constructor(api: Api, kind: Kind<T>) {
    this.stop = api.watch(kind, {}, (event) => this.#receive(event));
  }

  /** Keeps an index from now on. */
  indexBy(index: IndexFunction<T>): this {
    if (this.#indices.has(index)) return this;
    const entries: Index<T> = new Map();
    for (const [key, object] of this.#objects) place(entries, index(object), key, object);
    this.#indices.set(index, entries);
    return this;
  }

  get(namespace: string, name: string): T | undefined {
    return this.#objects.get(namespace === "" ? name : `${namespace}/${name}`);
  }

  byKey(key: string): T | undefined {
    return this.#objects.get(key);
  }

  /** In the order of first appearance. */
  list(): IterableIterator<T> {
    return this.#objects.values();
  }

  get size(): number {
    return this.#objects.size;
  }

  /** @param index one that `indexBy` was told of. */
  byIndex(index: IndexFunction<T>, value: string): Iterable<T> {
    return this.#indices.get(index)?.get(value)?.values() ?? [];
  }

  /** Calls the handler for everything there is as ADDED, then for each change after the cache has it. */
  onEvent(handler: (event: WatchEvent<T>) => void): void {
    for (const object of this.#objects.values()) handler({ type: "ADDED", object });
    this.#handlers.push(handler);
  }

  #receive(event: WatchEvent<T>): void {
    const { type, object } = event;
    const key = keyOf(object);
    const old = this.#objects.get(key);
    if (type === "DELETED") this.#objects.delete(key);
    else this.#objects.set(key, object);
    for (const [index, entries] of this.#indices) {
      const after = type === "DELETED" ? [] : index(object);
      if (old !== undefined) displace(entries, index(old), after, key);
      place(entries, after, key, object);
    }
    for (const handler of this.#handlers) handler(event);
  }
}

type Index<T> = Map<string, Map<string, T>>;

function place<T>(entries: Index<T>, values: readonly string[], key: string, object: T): void {
  for (const value of values) {
    const bucket = entries.get(value) ?? new Map<string, T>();
    entries.set(value, bucket);
    bucket.set(key, object);
  }
}

function displace<T>(
  entries: Index<T>,
  before: readonly string[],
  after: readonly string[],
  key: string,
): void {
  for (const value of before) {
    if (after.includes(value)) continue;
    const bucket = entries.get(value);
    bucket?.delete(key);
    if (bucket?.size === 0) entries.delete(value);
  }
}

/** One informer of each kind for all who share them: a change is kept once, however many listen. */
export class SharedInformers {
  readonly #api: Api;
  readonly #byKind = new Map<AnyKind, unknown>();

  constructor(api: Api) {
    this.#api = api;
  }

  of<T extends KubeObject>(kind: Kind<T>): Informer<T> {
    const known = this.#byKind.get(kind as AnyKind) as Informer<T> | undefined;
    const informer = known ?? new Informer(this.#api, kind);
    this.#byKind.set(kind as AnyKind, informer);
    return informer;
  }
}
