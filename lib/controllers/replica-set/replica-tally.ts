/** How many Pods each owner has, kept with every event, so that a pass over ten thousand of them need not look at each. */
import type { Informer } from "../../api/informer.ts";
import type { Pod } from "../../api/kinds/pod.ts";
import { controllerOf } from "../../api/metadata.ts";
import type { Labels } from "../../api/selectors.ts";
import { isPodActive, isPodReady } from "../pod-state.ts";

/** Pods with the same labels: those of one template share the object. */
export interface Alike {
  readonly labels: Labels;
  all: number;
  active: number;
  /** Of the active ones. */
  ready: number;
}

export class ReplicaTally {
  /** By uid, as they were counted. */
  readonly #counted = new Map<string, Pod>();
  /** By the uid of the owner, then by labels. */
  readonly #owners = new Map<string, Map<Labels, Alike>>();

  /** @param kind of the owners. */
  constructor(pods: Informer<Pod>, kind: string) {
    pods.onEvent(({ type, object }) => {
      const { uid } = object.metadata;
      const before = this.#counted.get(uid);
      if (before !== undefined) this.#count(before, -1);
      this.#counted.delete(uid);
      if (type === "DELETED" || controllerOf(object)?.kind !== kind) return;
      this.#counted.set(uid, object);
      this.#count(object, 1);
    });
  }

  /** @param owner its uid. */
  of(owner: string): Iterable<Alike> {
    return this.#owners.get(owner)?.values() ?? [];
  }

  #count(pod: Pod, by: 1 | -1): void {
    const owner = controllerOf(pod)?.uid ?? "";
    const { labels } = pod.metadata;
    const byLabels = this.#owners.get(owner) ?? new Map<Labels, Alike>();
    this.#owners.set(owner, byLabels);
    const alike = byLabels.get(labels) ?? { labels, all: 0, active: 0, ready: 0 };
    byLabels.set(labels, alike);
    alike.all += by;
    if (isPodActive(pod)) {
      alike.active += by;
      if (isPodReady(pod)) alike.ready += by;
    }
    if (alike.all === 0) byLabels.delete(labels);
    if (byLabels.size === 0) this.#owners.delete(owner);
  }
}
