/**
 * The API server: decoding, defaulting, admission, validation, allocation and storage of every kind, in the order of
 * the real one. Models apiserver/pkg/registry/generic/registry/store.go and the endpoints' handlers.
 *
 * Leaves out authorization, admission plug-ins besides namespace life-cycle, and versions other than the one stored.
 */

import type { Loop } from "../sim/loop.ts";
import type { Random } from "../sim/random.ts";
import type {
  Api,
  DeleteOptions,
  KubeletConnection,
  ListOptions,
  ObjectList,
  Patch,
  PodConnections,
  WatchEvent,
  WatchOptions,
  WriteOptions,
} from "./api.ts";
import {
  ApiError,
  alreadyExists,
  badRequest,
  conflict,
  forbidden,
  invalid,
  MODIFIED,
  notFound,
  qualified,
} from "./api-error.ts";
import { decode } from "./decode.ts";
import { isEqual } from "./equal.ts";
import { type AnyKind, type Kind, type RuleContext, updateErrors } from "./kind.ts";
import { kinds } from "./kinds/index.ts";
import { type Pod, pods } from "./kinds/pod.ts";
import { type ManagedFieldsEntry, trackWrite } from "./managed-fields.ts";
import type { KubeObject, ObjectMeta } from "./metadata.ts";
import { validateMetadata, validateMetadataUpdate } from "./metadata-validation.ts";
import { isNewGeneration, prepareMetadata } from "./object-metadata.ts";
import { expired, page, type Token, tokenOf, versionOf } from "./page.ts";
import { applyPatch } from "./patch.ts";
import { connectPods } from "./pod-connections.ts";
import { entriesAfterScale, requireScale, type Scale, scaleEntries, scaleOf, scales } from "./scale.ts";
import type { Draft, Mutable } from "./schema.ts";
import { createFilter, namespaceOf, transition } from "./selection.ts";
import { applyConfiguration } from "./server-side-apply.ts";
import { createAllocators } from "./service-addresses.ts";
import { Store } from "./store.ts";
import { keepSystemMetadata } from "./system-metadata.ts";
import { timestampOf } from "./time.ts";

/** Budgets that keep one learner's mistake from filling the host's memory. Their names are in their errors. */
export interface ApiBudgets {
  readonly objectsMax: number;
  readonly objectBytesMax: number;
}

export const apiBudgets: ApiBudgets = { objectsMax: 25_000, objectBytesMax: 1_500_000 };

export interface ApiServerOptions {
  readonly loop: Loop;
  readonly random: Random;
  /** Unix milliseconds when the loop stands at 0. */
  readonly epochMs: number;
  readonly budgets?: Partial<ApiBudgets>;
}

/** A stored object as it reads by now, in Unix milliseconds: frozen, or the object itself. */
type View<T extends KubeObject> = (object: T, now: number) => T;
const APPLY = "application/apply-patch+yaml" satisfies Patch["type"];

type Stored = Mutable<KubeObject> & { spec?: unknown; status?: unknown };
/** The sub-resource that a write came through; undefined for the object itself. */
type WrittenThrough = WriteOptions["subresource"] | "scale";

export class ApiServer implements Api {
  readonly kinds = kinds;
  readonly pods: PodConnections;
  readonly #kubelets = new Map<string, KubeletConnection>();
  readonly #store = new Store((kind, object) =>
    kind === pods ? ((object as Pod).spec.nodeName ?? "") : undefined,
  );
  readonly #loop: Loop;
  readonly #random: Random;
  readonly #epochMs: number;
  readonly #budgets: ApiBudgets;
  readonly #allocators;
  readonly #views = new Map<AnyKind, View<KubeObject>>();

  constructor(options: ApiServerOptions) {
    this.#loop = options.loop;
    this.#random = options.random.fork("api");
    this.#epochMs = options.epochMs;
    this.#budgets = { ...apiBudgets, ...options.budgets };
    this.#allocators = createAllocators(options.random.fork("allocators"));
    this.pods = connectPods(
      this,
      this.#kubelets,
      (pod) => this.#put(pods, pod as unknown as Stored),
      () => this.#timestamp(),
    );
  }

  /** Makes a node's kubelet reachable for exec, attach and logs. */
  registerKubelet(node: string, connection: KubeletConnection): void {
    this.#kubelets.set(node, connection);
  }

  /** What changes by the clock alone, such as heartbeats, is worked out when somebody reads: nothing is stored, and no watcher is told. */
  refreshOnRead<T extends KubeObject>(kind: Kind<T>, view: View<T>): void {
    this.#views.set(kind, view as unknown as View<KubeObject>);
  }

  get<T extends KubeObject>(kind: Kind<T>, namespace: string, name: string): T {
    const object = this.find(kind, namespace, name);
    if (object === undefined) throw notFound(kind, name);
    return object;
  }

  find<T extends KubeObject>(kind: Kind<T>, namespace: string, name: string): T | undefined {
    const object = this.#store.get(kind, kind.namespaced ? namespace : "", name) as T | undefined;
    const view = this.#views.get(kind) as unknown as View<T> | undefined;
    return view === undefined || object === undefined ? object : view(object, this.#epochMs + this.#loop.now);
  }

  list<T extends KubeObject>(kind: Kind<T>, options: ListOptions = {}): ObjectList<T> {
    if (kind.deprecation !== undefined) options.warn?.(kind.deprecation);
    const matches = createFilter(kind, options);
    const token = tokenOf(options);
    const version = versionOf(options, token, this.#store.version);
    const stored = this.#listAt(kind, namespaceOf(kind, options.namespace), version, token) as unknown as T[];
    const view = this.#views.get(kind) as unknown as View<T> | undefined;
    const all =
      view === undefined ? stored : stored.map((object) => view(object, this.#epochMs + this.#loop.now));
    return page(
      matches === undefined ? all : all.filter(matches),
      options,
      token,
      version ?? this.#store.version,
    );
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
    const node =
      kind === (pods as AnyKind)
        ? /^spec\.nodeName==?([^,!=]+)$/.exec(options.fieldSelector ?? "")?.[1]
        : undefined;
    const deliver = (event: WatchEvent<KubeObject>): void => {
      const seen = matches === undefined ? event : transition(event as WatchEvent<T>, matches);
      if (seen !== undefined) onEvent(seen as WatchEvent<T>);
    };
    const namespace = namespaceOf(kind, options.namespace);
    if (options.resourceVersion === undefined)
      for (const object of this.list(kind, options).items) onEvent({ type: "ADDED", object });
    else {
      const missed = this.#store.since(kind, Number(options.resourceVersion));
      for (const event of missed)
        if (namespace === undefined || event.object.metadata.namespace === namespace) deliver(event);
    }
    return this.#store.watch(kind, { namespace, indexed: node, onEvent: deliver });
  }

  create<T extends KubeObject>(
    kind: Kind<T>,
    namespace: string,
    raw: Draft<T>,
    options: WriteOptions = {},
  ): T {
    const object = (options.trusted ? raw : decode(kind, raw, options)) as unknown as Stored;
    const uid = options.trusted ? object.metadata.uid : undefined;
    prepareMetadata(kind, namespace, object, {
      api: this,
      random: this.#random,
      timestamp: this.#timestamp(),
      uid,
    });
    const context = this.#context(options);
    if (!options.trusted) kind.applyDefaults?.(object as Mutable<T>);
    this.#track(kind, object, undefined, options);
    kind.prepareForCreate?.(object as Mutable<T>, context);
    if (!options.trusted)
      this.#check(kind, object.metadata.name, [
        ...validateMetadata(kind, object),
        ...(kind.validate?.(object as unknown as T) ?? []),
      ]);
    this.#warn(kind, object as unknown as T, undefined, options);
    const undo = kind.allocate?.(object as Mutable<T>, undefined, context);
    try {
      if (this.find(kind, object.metadata.namespace ?? "", object.metadata.name) !== undefined)
        throw alreadyExists(kind, object.metadata.name);
      this.#checkBudgets(kind, object, options);
      if (options.dryRun) undo?.();
      return (options.dryRun ? object : this.#put(kind, object)) as unknown as T;
    } catch (error) {
      undo?.();
      throw error;
    }
  }

  update<T extends KubeObject>(kind: Kind<T>, raw: T | Draft<T>, options: WriteOptions = {}): T {
    return this.#update(kind, raw, options, options.subresource);
  }

  #update<T extends KubeObject>(
    kind: Kind<T>,
    raw: T | Draft<T>,
    options: WriteOptions,
    through: WrittenThrough,
  ): T {
    const { metadata } = raw as { metadata?: Partial<ObjectMeta> };
    const old = this.get(kind, metadata?.namespace ?? "", metadata?.name ?? "");
    if (
      (metadata?.resourceVersion ?? "") !== "" &&
      metadata?.resourceVersion !== old.metadata.resourceVersion
    ) {
      throw conflict(kind, old.metadata.name, MODIFIED);
    }
    if (metadata?.uid !== undefined && metadata.uid !== old.metadata.uid) {
      throw conflict(
        kind,
        old.metadata.name,
        `Precondition failed: UID in precondition: ${metadata.uid}, UID in object meta: ${old.metadata.uid}`,
      );
    }
    if (through === "status" || through === "finalize")
      return this.#updateSubresource(kind, raw as T, old, options);
    return this.#replace(
      kind,
      (options.trusted ? raw : decode(kind, raw, options)) as unknown as Stored,
      old,
      options,
      through,
    );
  }

  patch<T extends KubeObject>(
    kind: Kind<T>,
    namespace: string,
    name: string,
    patch: Patch,
    options: WriteOptions = {},
  ): T {
    if (patch.type === APPLY) return this.#apply(kind, namespace, name, patch.body, options);
    const old = this.get(kind, namespace, name);
    const patched = applyPatch(kind, old, patch) as Draft<T> & { metadata: Mutable<ObjectMeta> };
    if (
      patched.metadata.name !== name ||
      (patched.metadata.namespace ?? "") !== (old.metadata.namespace ?? "")
    ) {
      throw badRequest("the name of the object does not match the name on the URL");
    }
    return this.update(kind, patched, options);
  }

  /** Server-side apply, which has settled who owns what, and so is stored as if by a part of the cluster. */
  #apply<T extends KubeObject>(
    kind: Kind<T>,
    namespace: string,
    name: string,
    body: unknown,
    options: WriteOptions,
  ): T {
    const { fieldManager: manager, force = false, ...rest } = options;
    const live = this.find(kind, namespace, name);
    if (live === undefined && options.subresource !== undefined) throw notFound(kind, name);
    const application = {
      namespace,
      name,
      body,
      manager,
      subresource: options.subresource,
      force,
      time: this.#timestamp(),
    };
    const object = applyConfiguration(kind, live, application) as Draft<T>;
    this.#checkSize(object);
    return live === undefined ? this.create(kind, namespace, object, rest) : this.update(kind, object, rest);
  }

  delete<T extends KubeObject>(
    kind: Kind<T>,
    namespace: string,
    name: string,
    options: DeleteOptions = {},
  ): T {
    const old = this.get(kind, namespace, name);
    const { uid, resourceVersion } = options.preconditions ?? {};
    if (uid !== undefined && uid !== old.metadata.uid) {
      throw conflict(
        kind,
        name,
        `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${old.metadata.uid}`,
      );
    }
    if (resourceVersion !== undefined && resourceVersion !== old.metadata.resourceVersion) {
      throw conflict(
        kind,
        name,
        `Precondition failed: ResourceVersion in precondition: ${resourceVersion}, ResourceVersion in object meta: ${old.metadata.resourceVersion}`,
      );
    }
    const why = kind.mayNotDelete?.(old);
    if (why !== undefined) throw forbidden(kind, name, why);
    if (kind.deprecation !== undefined) options.warn?.(kind.deprecation);
    if (options.dryRun) return old;
    const finalizers = withPropagation(old.metadata.finalizers ?? [], options.propagationPolicy);
    const grace = options.gracePeriodSeconds ?? kind.gracePeriodSeconds?.(old) ?? 0;
    const stays =
      finalizers.length > 0 ||
      (kind.hasFinalizers?.(old) ?? false) ||
      (kind.gracePeriodSeconds !== undefined && kind.gracePeriodSeconds(old) > 0 && grace > 0);
    return stays ? this.#terminate(kind, old, finalizers, grace) : this.#remove(kind, old);
  }

  getScale(kind: AnyKind, namespace: string, name: string): Scale {
    requireScale(kind);
    return scaleOf(kind, this.get(kind, namespace, name));
  }

  updateScale(kind: AnyKind, scale: Draft<Scale>, options: WriteOptions = {}): Scale {
    return this.#storeScale(kind, decode(scales, scale, options), options);
  }

  patchScale(
    kind: AnyKind,
    namespace: string,
    name: string,
    patch: Patch,
    options: WriteOptions = {},
  ): Scale {
    requireScale(kind);
    const old = this.get(kind, namespace, name);
    const live = scaleOf(kind, old);
    if (patch.type !== APPLY)
      return this.#storeScale(kind, decode(scales, applyPatch(scales, live, patch), options), options);
    const { fieldManager: manager, force = false, ...rest } = options;
    const application = {
      namespace,
      name,
      body: patch.body,
      manager,
      subresource: "scale",
      force,
      time: this.#timestamp(),
    };
    const owned = {
      ...live,
      metadata: { ...live.metadata, managedFields: scaleEntries(old.metadata.managedFields) },
    };
    const applied = decode(scales, applyConfiguration(scales, owned, application), options);
    return this.#storeScale(
      kind,
      applied,
      rest,
      entriesAfterScale(kind, old.metadata.managedFields, applied.metadata.managedFields ?? []),
    );
  }

  /** @param entries the owners of the object after an apply. */
  #storeScale(
    kind: AnyKind,
    scale: Mutable<Scale>,
    options: WriteOptions,
    entries?: readonly ManagedFieldsEntry[],
  ): Scale {
    const { name, namespace = "", resourceVersion } = scale.metadata;
    const old = this.get(kind, namespace, name) as KubeObject & { spec: object };
    this.#check(scales, name, scales.validate?.(scale) ?? []);
    const metadata = {
      ...old.metadata,
      resourceVersion: resourceVersion ?? old.metadata.resourceVersion,
      ...(entries === undefined ? {} : { managedFields: entries }),
    };
    return scaleOf(
      kind,
      this.#update(
        kind,
        { ...old, metadata, spec: { ...old.spec, replicas: scale.spec.replicas ?? 0 } },
        options,
        "scale",
      ),
    );
  }

  #replace<T extends KubeObject>(
    kind: Kind<T>,
    object: Stored,
    old: T,
    options: WriteOptions,
    through: WrittenThrough,
  ): T {
    const context = this.#context(options);
    keepSystemMetadata(object, old);
    if (!options.trusted) kind.applyDefaults?.(object as Mutable<T>);
    this.#track(kind, object, old, options, through);
    kind.prepareForUpdate?.(object as Mutable<T>, old, context);
    if (!options.trusted)
      this.#check(kind, old.metadata.name, [
        ...validateMetadataUpdate(kind, object, old),
        ...updateErrors(kind, object as unknown as T, old),
      ]);
    this.#warn(kind, object as unknown as T, old, options);
    const undo = kind.allocate?.(object as Mutable<T>, old, context);
    try {
      if (isEqual(object, old)) return old;
      this.#checkBudgets(kind, object, options);
      if (kind.hasGeneration && isNewGeneration(kind, object, old)) {
        object.metadata.generation = (old.metadata.generation ?? 0) + 1;
      }
      if (options.dryRun) {
        undo?.();
        return object as unknown as T;
      }
      return this.#putOrFinish(kind, object);
    } catch (error) {
      undo?.();
      throw error;
    }
  }

  /**
   * Parts of the cluster are trusted: their objects are taken as they are, sharing what did not change. Clients, who say
   * how strictly to look at their fields, are decoded. Annotations may be written with a status.
   */
  #updateSubresource<T extends KubeObject>(kind: Kind<T>, given: T, old: T, options: WriteOptions): T {
    const field = options.subresource === "finalize" ? "spec" : "status";
    const written =
      options.fieldValidation === undefined ? given : (decode(kind, given, options) as unknown as T);
    const value = (written as unknown as Record<string, unknown>)[field];
    const { managedFields, annotations } = written.metadata;
    const tracked =
      field === "status" &&
      (options.fieldManager !== undefined ||
        (managedFields !== undefined && managedFields !== old.metadata.managedFields));
    const annotated = field === "status" && !isEqual(annotations, old.metadata.annotations);
    const metadata = { ...old.metadata, annotations, ...(tracked ? { managedFields } : {}) };
    const object = { ...old, ...(tracked || annotated ? { metadata } : {}), [field]: value };
    if (tracked) this.#track(kind, object as unknown as Stored, old, options, "status");
    if (field === "status")
      this.#check(kind, old.metadata.name, kind.validateStatusUpdate?.(object, old) ?? []);
    if (isEqual(object, old) || options.dryRun) return options.dryRun ? object : old;
    return this.#putOrFinish(kind, object as unknown as Stored);
  }

  #track(
    kind: AnyKind,
    object: Stored,
    old: KubeObject | undefined,
    { fieldManager }: WriteOptions,
    through?: WrittenThrough,
  ): void {
    const writer =
      fieldManager === undefined
        ? undefined
        : { manager: fieldManager, subresource: through, time: this.#timestamp() };
    const entries = trackWrite(kind, object, old, writer);
    if (entries === undefined) delete object.metadata.managedFields;
    else object.metadata.managedFields = entries as Stored["metadata"]["managedFields"];
  }

  /** A write that takes the last finalizer off a deleted object removes it. */
  #putOrFinish<T extends KubeObject>(kind: Kind<T>, object: Stored): T {
    const { deletionTimestamp, deletionGracePeriodSeconds, finalizers } = object.metadata;
    const finished =
      deletionTimestamp !== undefined &&
      (deletionGracePeriodSeconds ?? 0) === 0 &&
      (finalizers ?? []).length === 0 &&
      !(kind.hasFinalizers?.(object as unknown as T) ?? false);
    return (finished ? this.#remove(kind, object as unknown as T) : this.#put(kind, object)) as unknown as T;
  }

  #terminate<T extends KubeObject>(kind: Kind<T>, old: T, finalizers: readonly string[], grace: number): T {
    const { metadata } = old;
    if (metadata.deletionTimestamp !== undefined && grace >= (metadata.deletionGracePeriodSeconds ?? 0))
      return old;
    const object = {
      ...old,
      ...("status" in old ? { status: { ...(old.status as object) } } : {}),
      metadata: {
        ...metadata,
        ...(kind.hasGeneration ? { generation: (metadata.generation ?? 0) + 1 } : {}),
        deletionTimestamp: this.#timestamp(grace * 1000),
        deletionGracePeriodSeconds: grace,
        ...(finalizers.length === 0 ? {} : { finalizers }),
      },
    };
    kind.markTerminating?.(object as unknown as Mutable<T>);
    return this.#put(kind, object as unknown as Stored) as unknown as T;
  }

  #remove<T extends KubeObject>(kind: Kind<T>, object: T): T {
    const gone = this.#store.remove(kind, object);
    kind.release?.(object, this.#allocators);
    return gone as T;
  }

  #put(kind: AnyKind, object: Stored): KubeObject {
    return this.#store.put(kind, object as unknown as KubeObject);
  }

  #check(kind: AnyKind, name: string, errors: Parameters<typeof invalid>[2]): void {
    if (errors.length > 0) throw invalid(kind, name, errors);
  }

  #checkBudgets(kind: AnyKind, object: Stored, { fieldManager }: WriteOptions): void {
    if (this.#store.count(kind) >= this.#budgets.objectsMax && kind.expires !== true) {
      throw forbidden(
        kind,
        object.metadata.name,
        `this cluster holds at most ${this.#budgets.objectsMax} ${qualified(kind)} (objectsMax)`,
      );
    }
    // What parts of the cluster write is as large as what they made it from, which was measured when it came in.
    if (fieldManager !== undefined) this.#checkSize(object);
  }

  #checkSize(object: unknown): void {
    const size = JSON.stringify(object).length;
    if (size > this.#budgets.objectBytesMax)
      throw new ApiError(
        413,
        "RequestEntityTooLarge",
        `etcdserver: request is too large (${size} bytes, objectBytesMax ${this.#budgets.objectBytesMax})`,
      );
  }

  #warn<T extends KubeObject>(kind: Kind<T>, object: T, old: T | undefined, options: WriteOptions): void {
    if (options.warn === undefined) return;
    if (kind.deprecation !== undefined) options.warn(kind.deprecation);
    for (const text of kind.warnings?.(object, old) ?? []) options.warn(text);
  }

  #context(options: WriteOptions): RuleContext {
    return {
      now: this.#epochMs + this.#loop.now,
      timestamp: this.#timestamp(),
      random: this.#random,
      allocators: this.#allocators,
      warn: options.warn ?? (() => {}),
      dryRun: options.dryRun ?? false,
    };
  }

  #timestamp(laterMs = 0): string {
    return timestampOf(this.#epochMs + this.#loop.now + laterMs);
  }
}

function withPropagation(
  finalizers: readonly string[],
  policy: DeleteOptions["propagationPolicy"],
): readonly string[] {
  const wanted = policy === "Foreground" ? "foregroundDeletion" : policy === "Orphan" ? "orphan" : undefined;
  return wanted === undefined || finalizers.includes(wanted) ? finalizers : [...finalizers, wanted];
}
