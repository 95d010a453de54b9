/** What is read from the store: single objects, lists and watches. Models the read half of registry/generic/registry/store.go. */
import type { ListOptions, ObjectList, WatchEvent, WatchOptions } from "./api.ts";
import { ApiError, notFound } from "./api-error.ts";
import type { AnyKind, Kind } from "./kind.ts";
import { pods } from "./kinds/pod.ts";
import type { KubeObject } from "./metadata.ts";
import { expired, page, type Token, tokenOf, versionOf } from "./page.ts";
import { createFilter, namespaceOf, transition } from "./selection.ts";
import type { Store } from "./store.ts";

/** A stored object as it reads at a time, in Unix milliseconds: frozen, or the object itself. */
export type View<T extends KubeObject> = (object: T, now: number) => T;

export class Reads {
  readonly #store: Store;
  readonly #now: () => number;
  // One map for all kinds: a view is stored beside the kind whose objects it takes.
  // biome-ignore lint/suspicious/noExplicitAny: views of different kinds have no narrower common type
  readonly #views = new Map<AnyKind, View<any>>();

  /** @param now Unix milliseconds. */
  constructor(store: Store, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  /** From now on objects of the kind are read through the view. */
  refreshOnRead<T extends KubeObject>(kind: Kind<T>, view: View<T>): void {
    this.#views.set(kind, view);
  }

  /** @throws ApiError NotFound */
  get<T extends KubeObject>(kind: Kind<T>, namespace: string, name: string): T {
    const object = this.find(kind, namespace, name);
    if (object === undefined) throw notFound(kind, name);
    return object;
  }

  find<T extends KubeObject>(kind: Kind<T>, namespace: string, name: string): T | undefined {
    const object = this.#store.get(kind, kind.namespaced ? namespace : "", name) as T | undefined;
    const view: View<T> | undefined = this.#views.get(kind);
    return view === undefined || object === undefined ? object : view(object, this.#now());
  }

  list<T extends KubeObject>(kind: Kind<T>, options: ListOptions): ObjectList<T> {
    const matches = createFilter(kind, options);
    const token = tokenOf(options);
    const version = versionOf(options, token, this.#store.version);
    const stored = this.#listAt(kind, namespaceOf(kind, options.namespace), version, token) as T[];
    const view: View<T> | undefined = this.#views.get(kind);
    const all = view === undefined ? stored : stored.map((object) => view(object, this.#now()));
    const selected = matches === undefined ? all : all.filter(matches);
    return page(selected, options, token, version ?? this.#store.version);
  }

  #listAt(
    kind: AnyKind,
    namespace: string | undefined,
    version: number | undefined,
    token: Token | undefined,
  ): KubeObject[] {
    if (version === undefined) return this.#store.list(kind, namespace);
    try {
      return this.#store.listAt(kind, namespace, version);
    } catch (error) {
      throw error instanceof ApiError ? expired(token) : error;
    }
  }

  watch<T extends KubeObject>(
    kind: Kind<T>,
    options: WatchOptions,
    onEvent: (event: WatchEvent<T>) => void,
  ): () => void {
    const matches = createFilter(kind, options);
    const deliver = (event: WatchEvent<KubeObject>): void => {
      const seen = matches === undefined ? event : transition(event as WatchEvent<T>, matches);
      if (seen !== undefined) onEvent(seen as WatchEvent<T>);
    };
    const namespace = namespaceOf(kind, options.namespace);
    if (options.resourceVersion === undefined)
      for (const object of this.list(kind, options).items) onEvent({ type: "ADDED", object });
    else
      for (const event of this.#store.since(kind, Number(options.resourceVersion)))
        if (namespace === undefined || event.object.metadata.namespace === namespace) deliver(event);
    return this.#store.watch(kind, { namespace, indexed: nodeOf(kind, options), onEvent: deliver });
  }
}

/** The node whose Pods alone a watch is about, by which the store keeps its watchers apart. */
function nodeOf(kind: AnyKind, { fieldSelector = "" }: WatchOptions): string | undefined {
  return kind === pods ? /^spec\.nodeName==?([^,!=]+)$/.exec(fieldSelector)?.[1] : undefined;
}
