/**
 * An API that only answers from a list of objects, as they are: for tests that compare kubectl's output with what the
 * real binary printed for the same objects. Has some kinds that the simulated cluster leaves out. Nothing can be written.
 */
import type { Api, ListOptions, ObjectList, PodConnections, WatchEvent, WatchOptions } from "../api/api.ts";
import { notFound } from "../api/api-error.ts";
import { age } from "../api/columns.ts";
import { type AnyKind, defineKind, type Kind } from "../api/kind.ts";
import { kinds } from "../api/kinds/index.ts";
import { type KubeObject, typeAndMeta } from "../api/metadata.ts";
import { type Scale, scaleOf } from "../api/scale.ts";
import { any, object } from "../api/schema.ts";
import { createFilter } from "../api/selection.ts";

export interface Recording {
  /** Simulated time at which the output was recorded. */
  readonly now: string;
  readonly objects: readonly KubeObject[];
  /** What a watch tells, by the plural of the kind. */
  readonly watch?: Readonly<Record<string, readonly WatchEvent<KubeObject>[]>>;
}

function otherKind(
  group: string,
  version: string,
  kind: string,
  plural: string,
  shortNames: readonly string[],
  categories: readonly string[] = [],
): AnyKind {
  return defineKind({
    group,
    version,
    kind,
    plural,
    shortNames,
    categories,
    namespaced: true,
    schema: object(`${group === "" ? "core" : group}/${version}.${kind}`, {
      ...typeAndMeta,
      spec: any,
      status: any,
      data: any,
    }),
    columns: [
      { name: "Name", cell: (item) => item.metadata.name },
      { name: "Age", cell: age },
    ],
  });
}

const others: readonly AnyKind[] = [
  otherKind("", "v1", "ReplicationController", "replicationcontrollers", ["rc"], ["all"]),
  otherKind("", "v1", "Secret", "secrets", []),
  otherKind("", "v1", "ServiceAccount", "serviceaccounts", ["sa"]),
  otherKind("apps", "v1", "DaemonSet", "daemonsets", ["ds"], ["all"]),
  otherKind("apps", "v1", "StatefulSet", "statefulsets", ["sts"], ["all"]),
  otherKind("coordination.k8s.io", "v1", "Lease", "leases", []),
  otherKind("example.com", "v1", "Widget", "widgets", ["wd"]),
];

const isKnown = (kind: AnyKind): boolean =>
  kinds.some((known) => known.kind === kind.kind && known.group === kind.group);

/** The cluster's kinds, and those of the recordings that it does not have. */
export const recordedKinds: readonly AnyKind[] = [...kinds, ...others.filter((kind) => !isKnown(kind))];

const refuse = (): never => {
  throw new Error("a recording cannot be changed");
};

export class RecordedApi implements Api {
  readonly kinds = recordedKinds;
  readonly pods: PodConnections = {
    exec: refuse,
    attach: refuse,
    logs: refuse,
    bind: refuse,
    portForward: refuse,
    containerOf: refuse,
  };
  readonly #objects: readonly KubeObject[];
  readonly #watched: NonNullable<Recording["watch"]>;

  constructor(recording: Recording) {
    this.#objects = recording.objects;
    this.#watched = recording.watch ?? {};
  }

  find<T extends KubeObject>(kind: Kind<T>, namespace: string, name: string): T | undefined {
    return this.#all(kind).find(
      (item) => item.metadata.name === name && (!kind.namespaced || item.metadata.namespace === namespace),
    );
  }

  get<T extends KubeObject>(kind: Kind<T>, namespace: string, name: string): T {
    const found = this.find(kind, namespace, name);
    if (found === undefined) throw notFound(kind, name);
    return found;
  }

  list<T extends KubeObject>(kind: Kind<T>, options: ListOptions = {}): ObjectList<T> {
    const filter = createFilter(kind, options);
    const inside = this.#all(kind).filter(
      (item) => (options.namespace ?? "") === "" || item.metadata.namespace === options.namespace,
    );
    return { items: filter === undefined ? inside : inside.filter(filter), resourceVersion: "4711" };
  }

  watch<T extends KubeObject>(
    kind: Kind<T>,
    options: WatchOptions,
    onEvent: (event: WatchEvent<T>) => void,
  ): () => void {
    for (const item of options.resourceVersion === undefined ? this.list(kind, options).items : [])
      onEvent({ type: "ADDED", object: item });
    for (const event of this.#watched[kind.plural] ?? []) onEvent(event as WatchEvent<T>);
    return () => {};
  }

  create = refuse;
  update = refuse;
  patch = refuse;
  delete = refuse;
  updateScale = refuse;
  patchScale = refuse;

  getScale(kind: AnyKind, namespace: string, name: string): Scale {
    return scaleOf(kind, this.get(kind, namespace, name));
  }

  #all<T extends KubeObject>(kind: Kind<T>): T[] {
    return this.#objects.filter(
      (item) => item.kind === kind.kind && item.apiVersion === kind.apiVersion,
    ) as T[];
  }
}
