/** A cache of one kind kept by a watch, with one optional index. Models client-go/tools/cache. */
import type { Api, Selection, WatchEvent } from "./api.ts";
import type { Kind } from "./kind.ts";
import type { KubeObject } from "./metadata.ts";

export interface InformerOptions<T> {
  readonly selection?: Selection;
  /** The keys under which `byIndex` finds the object. */
  readonly index?: (object: T) => readonly string[];
}

export const keyOf = (object: KubeObject): string =>
  object.metadata.namespace === undefined ? object.metadata.name : `${object.metadata.namespace}/${object.metadata.name}`;

/** @returns namespace (`""` without one) and name of a key made by `keyOf`. */
export function splitKey(key: string): { namespace: string; name: string } {
  const slash = key.indexOf("/");
  return slash < 0 ? { namespace: "", name: key } : { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
}

export class Informer<T extends KubeObject> {
  readonly #objects = new Map<string, T>();
  readonly #byIndex = new Map<string, Map<string, T>>();
  readonly #index: ((object: T) => readonly string[]) | undefined;
  readonly #handlers: ((event: WatchEvent<T>) => void)[] = [];
  readonly stop: () => void;

  constructor(api: Api, kind: Kind<T>, options: InformerOptions<T> = {}) {
    this.#index = options.index;
    this.stop = api.watch(kind, options.selection ?? {}, (event) => this.#receive(event));
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

  byIndex(value: string): Iterable<T> {
    return this.#byIndex.get(value)?.values() ?? [];
  }

  /** Calls the handler for everything there is as ADDED, then for each change after the cache has it. */
  onEvent(handler: (event: WatchEvent<T>) => void): void {
    for (const object of this.#objects.values()) handler({ type: "ADDED", object });
    this.#handlers.push(handler);
  }

  #receive(event: WatchEvent<T>): void {
    const key = keyOf(event.object);
    const old = this.#objects.get(key);
    if (event.type === "DELETED") this.#objects.delete(key);
    else this.#objects.set(key, event.object);
    if (this.#index !== undefined) this.#reindex(key, old, event.type === "DELETED" ? undefined : event.object);
    for (const handler of this.#handlers) handler(event);
  }

  #reindex(key: string, old: T | undefined, current: T | undefined): void {
    const index = this.#index as (object: T) => readonly string[];
    const before = old === undefined ? [] : index(old);
    const after = current === undefined ? [] : index(current);
    for (const value of before) {
      if (after.includes(value)) continue;
      const bucket = this.#byIndex.get(value);
      bucket?.delete(key);
      if (bucket?.size === 0) this.#byIndex.delete(value);
    }
    if (current === undefined) return;
    for (const value of after) {
      const bucket = this.#byIndex.get(value) ?? new Map<string, T>();
      this.#byIndex.set(value, bucket);
      bucket.set(key, current);
    }
  }
}
