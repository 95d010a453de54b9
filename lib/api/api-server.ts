/**
 * The API server: every request by its verb. Models the handlers of apiserver/pkg/endpoints; what they do to an object is
 * in reads.ts and writes.ts.
 *
 * Leaves out authorization, admission plug-ins besides namespace life-cycle, and versions other than the one stored.
 */

import type { Loop } from "../sim/loop.ts";
import type { Random } from "../sim/random.ts";
import {
  APPLY,
  type Api,
  type DeleteOptions,
  type KubeletConnection,
  type ListOptions,
  type ObjectList,
  type Patch,
  type PodConnections,
  type WatchEvent,
  type WatchOptions,
  type WriteOptions,
} from "./api.ts";
import { badRequest, notFound } from "./api-error.ts";
import { type ApiBudgets, apiBudgets } from "./budgets.ts";
import type { AnyKind, Kind } from "./kind.ts";
import { kinds } from "./kinds/index.ts";
import { type Pod, pods } from "./kinds/pod.ts";
import type { KubeObject, ObjectMeta } from "./metadata.ts";
import { applyPatch } from "./patch.ts";
import { connectPods } from "./pod-connections.ts";
import { Reads, type View } from "./reads.ts";
import type { Scale } from "./scale.ts";
import { ScaleSubresource } from "./scale-subresource.ts";
import type { Manifest } from "./schema.ts";
import { applyConfiguration } from "./server-side-apply.ts";
import { createAllocators } from "./service-addresses.ts";
import { Store } from "./store.ts";
import { timestampOf } from "./time.ts";
import { Writes } from "./writes.ts";

export interface ApiServerOptions {
  readonly loop: Loop;
  readonly random: Random;
  /** Unix milliseconds when the loop stands at 0. */
  readonly epochMs: number;
  readonly budgets?: Partial<ApiBudgets>;
}

export class ApiServer implements Api {
  readonly kinds = kinds;
  readonly pods: PodConnections;
  readonly #kubelets = new Map<string, KubeletConnection>();
  readonly #reads: Reads;
  readonly #writes: Writes;
  readonly #scale: ScaleSubresource;
  readonly #timestamp: () => string;

  constructor({ loop, random, epochMs, budgets }: ApiServerOptions) {
    const now = (): number => epochMs + loop.now;
    const store = new Store((kind, object) =>
      kind === pods ? ((object as Pod).spec.nodeName ?? "") : undefined,
    );
    this.#timestamp = () => timestampOf(now());
    this.#reads = new Reads(store, now);
    this.#writes = new Writes({
      store,
      reads: this.#reads,
      random: random.fork("api"),
      allocators: createAllocators(random.fork("allocators")),
      budgets: { ...apiBudgets, ...budgets },
      now,
    });
    this.#scale = new ScaleSubresource(this.#reads, this.#writes, this.#timestamp);
    this.pods = connectPods(this, this.#kubelets, (pod) => store.put(pods, pod), this.#timestamp);
  }

  /** Makes a node's kubelet reachable for exec, attach and logs. */
  registerKubelet(node: string, connection: KubeletConnection): void {
    this.#kubelets.set(node, connection);
  }

  /** What changes by the clock alone, such as heartbeats, is worked out on each read: nothing is stored, and no watcher is told. */
  refreshOnRead<T extends KubeObject>(kind: Kind<T>, view: View<T>): void {
    this.#reads.refreshOnRead(kind, view);
  }

  get<T extends KubeObject>(kind: Kind<T>, namespace: string, name: string): T {
    return this.#reads.get(kind, namespace, name);
  }

  find<T extends KubeObject>(kind: Kind<T>, namespace: string, name: string): T | undefined {
    return this.#reads.find(kind, namespace, name);
  }

  list<T extends KubeObject>(kind: Kind<T>, options: ListOptions = {}): ObjectList<T> {
    return this.#reads.list(kind, options);
  }

  watch<T extends KubeObject>(
    kind: Kind<T>,
    options: WatchOptions,
    onEvent: (event: WatchEvent<T>) => void,
  ): () => void {
    return this.#reads.watch(kind, options, onEvent);
  }

  create<T extends KubeObject>(
    kind: Kind<T>,
    namespace: string,
    object: Manifest<T>,
    options: WriteOptions = {},
  ): T {
    return this.#writes.create(kind, namespace, object, options) as T;
  }

  update<T extends KubeObject>(kind: Kind<T>, object: T | Manifest<T>, options: WriteOptions = {}): T {
    return this.#writes.update(kind, object as Manifest<KubeObject>, options) as T;
  }

  patch<T extends KubeObject>(
    kind: Kind<T>,
    namespace: string,
    name: string,
    patch: Patch,
    options: WriteOptions = {},
  ): T {
    if (patch.type === APPLY) return this.#apply(kind, namespace, name, patch.body, options) as T;
    const old = this.get(kind, namespace, name);
    const patched = applyPatch(kind, old, patch) as Manifest<KubeObject> & { metadata: ObjectMeta };
    if (
      patched.metadata.name !== name ||
      (patched.metadata.namespace ?? "") !== (old.metadata.namespace ?? "")
    )
      throw badRequest("the name of the object does not match the name on the URL");
    return this.#writes.update(kind, patched, options) as T;
  }

  /** Server-side apply settles itself who owns which field: the write that follows names no manager. */
  #apply(kind: AnyKind, namespace: string, name: string, body: unknown, options: WriteOptions): KubeObject {
    const { fieldManager: manager, force = false, ...rest } = options;
    const { subresource } = options;
    const live = this.find(kind, namespace, name);
    if (live === undefined && subresource !== undefined) throw notFound(kind, name);
    const time = this.#timestamp();
    const application = { namespace, name, body, manager, subresource, force, time };
    const object = applyConfiguration(kind, live, application);
    return live === undefined
      ? this.#writes.create(kind, namespace, object, rest)
      : this.#writes.update(kind, object, rest);
  }

  delete<T extends KubeObject>(
    kind: Kind<T>,
    namespace: string,
    name: string,
    options: DeleteOptions = {},
  ): T {
    return this.#writes.delete(kind, namespace, name, options) as T;
  }

  getScale(kind: AnyKind, namespace: string, name: string): Scale {
    return this.#scale.get(kind, namespace, name);
  }

  updateScale(kind: AnyKind, scale: Manifest<Scale>, options: WriteOptions = {}): Scale {
    return this.#scale.update(kind, scale, options);
  }

  patchScale(
    kind: AnyKind,
    namespace: string,
    name: string,
    patch: Patch,
    options: WriteOptions = {},
  ): Scale {
    return this.#scale.patch(kind, namespace, name, patch, options);
  }
}
