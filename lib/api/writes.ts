/**
 * What is written to the store: decoding, defaulting, validation and allocation of every kind, in the order of the real
 * server. Models the write half of registry/generic/registry/store.go.
 *
 * Kinds differ here by their rules alone: the types of their objects end at the ApiServer.
 */
import type { Random } from "../sim/random.ts";
import type { DeleteOptions, WriteOptions } from "./api.ts";
import { alreadyExists, conflict, forbidden, invalid, MODIFIED } from "./api-error.ts";
import { type ApiBudgets, checkCount, checkSize } from "./budgets.ts";
import { decode } from "./decode.ts";
import { isEqual } from "./equal.ts";
import type { FieldErrors } from "./field-error.ts";
import { type Allocators, type AnyKind, type RuleContext, updateErrors } from "./kind.ts";
import { trackWrite } from "./managed-fields.ts";
import type { KubeObject, ObjectMeta } from "./metadata.ts";
import { validateMetadata, validateMetadataUpdate } from "./metadata-validation.ts";
import { isNewGeneration, prepareMetadata } from "./object-metadata.ts";
import type { Reads } from "./reads.ts";
import type { Manifest, Mutable } from "./schema.ts";
import type { Store } from "./store.ts";
import { keepSystemMetadata } from "./system-metadata.ts";
import { checkPreconditions, isFinished, terminating, terminationOf } from "./termination.ts";
import { timestampOf } from "./time.ts";

/** An object on its way into the store. */
export type Stored = Mutable<KubeObject> & { spec?: unknown; status?: unknown };
/** The sub-resource that a write came through; undefined for the object itself. */
export type WrittenThrough = WriteOptions["subresource"] | "scale";

/** What is created many times, decoded and with its defaults. */
interface Draft {
  readonly object: Stored;
  /** Whether one of it was found to be right. */
  isValid: boolean;
}

export interface WritesOptions {
  readonly store: Store;
  readonly reads: Reads;
  readonly allocators: Allocators;
  readonly budgets: ApiBudgets;
  readonly random: Random;
  /** Unix milliseconds. */
  readonly now: () => number;
}

export class Writes {
  readonly #store: Store;
  readonly #reads: Reads;
  readonly #allocators: Allocators;
  readonly #budgets: ApiBudgets;
  readonly #random: Random;
  readonly #now: () => number;
  readonly #drafts = new WeakMap<object, Draft>();

  constructor(options: WritesOptions) {
    this.#store = options.store;
    this.#reads = options.reads;
    this.#allocators = options.allocators;
    this.#budgets = options.budgets;
    this.#random = options.random;
    this.#now = options.now;
  }

  create(kind: AnyKind, namespace: string, raw: object, options: WriteOptions): KubeObject {
    const isClients = options.by !== "component";
    const draft = options.isRepeated === true ? this.#draft(kind, raw, options) : undefined;
    const object = draft === undefined ? received(kind, raw, options) : ownParts(draft.object);
    const context = this.#context(options);
    prepareMetadata(kind, namespace, object, {
      api: this.#reads,
      random: this.#random,
      timestamp: context.timestamp,
      uid: isClients ? undefined : object.metadata.uid,
    });
    if (isClients && draft === undefined) kind.applyDefaults?.(object);
    this.#track(kind, object, undefined, options, undefined);
    kind.prepareForCreate?.(object, context);
    const { name } = object.metadata;
    const isNew = isClients && draft?.isValid !== true;
    if (isNew)
      check(kind, name, [
        ...validateMetadata(kind, object),
        ...(kind.validate?.(object) ?? []),
        ...(kind.validateCreate?.(object) ?? []),
      ]);
    if (draft !== undefined) draft.isValid = true;
    warn(kind, object, undefined, options);
    return this.#withAllocations(kind, object, undefined, context, () => {
      const there = this.#reads.find(kind, object.metadata.namespace ?? "", name);
      if (there !== undefined)
        throw alreadyExists(kind, name, there.metadata.deletionTimestamp !== undefined);
      this.#checkBudgets(kind, object, isNew);
      return options.dryRun ? object : this.#store.put(kind, object);
    });
  }

  #draft(kind: AnyKind, raw: object, options: WriteOptions): Draft {
    const known = this.#drafts.get(raw);
    if (known !== undefined) return known;
    const object = received(kind, raw, options);
    kind.applyDefaults?.(object);
    const draft = { object, isValid: false };
    this.#drafts.set(raw, draft);
    return draft;
  }

  /** @param through the sub-resource that the write came to. */
  update(
    kind: AnyKind,
    raw: Manifest<KubeObject>,
    options: WriteOptions,
    through: WrittenThrough = options.subresource,
  ): KubeObject {
    const { namespace, name, uid, resourceVersion } = (raw.metadata ?? {}) as Partial<ObjectMeta>;
    const old = this.#reads.get(kind, namespace ?? "", name ?? "");
    if ((resourceVersion ?? "") !== "" && resourceVersion !== old.metadata.resourceVersion)
      throw conflict(kind, old.metadata.name, MODIFIED);
    checkPreconditions(kind, old, uid === undefined ? {} : { uid });
    const object = received(kind, raw, options);
    return through === "status" || through === "finalize"
      ? this.#updatePart(kind, object, old, options, through)
      : this.#replace(kind, object, old, options, through);
  }

  /** @returns the object as deleted, or as it is while it still terminates. */
  delete(kind: AnyKind, namespace: string, name: string, options: DeleteOptions): KubeObject {
    const old = this.#reads.get(kind, namespace, name);
    checkPreconditions(kind, old, options.preconditions ?? {});
    const why = kind.mayNotDelete?.(old);
    if (why !== undefined) throw forbidden(kind, name, why);
    if (options.dryRun) return old;
    const termination = terminationOf(kind, old, options);
    if (termination === undefined) return this.#remove(kind, old);
    const object = terminating(kind, old, termination, (ms) => timestampOf(this.#now() + ms));
    return object === old ? old : this.#store.put(kind, object);
  }

  #replace(
    kind: AnyKind,
    object: Stored,
    old: KubeObject,
    options: WriteOptions,
    through: WrittenThrough,
  ): KubeObject {
    const isClients = options.by !== "component";
    const context = this.#context(options);
    const rules = (through === undefined ? undefined : kind.partRules?.[through]) ?? kind;
    keepSystemMetadata(object, old);
    if (isClients) kind.applyDefaults?.(object);
    this.#track(kind, object, old, options, through);
    rules.prepareForUpdate?.(object, old, context);
    if (isClients)
      check(kind, old.metadata.name, [
        ...validateMetadataUpdate(kind, object, old),
        ...updateErrors(kind, rules, object, old),
      ]);
    warn(kind, object, old, options);
    return this.#withAllocations(kind, object, old, context, () => {
      if (isEqual(object, old)) return old;
      this.#checkBudgets(kind, object, isClients);
      if (kind.hasGeneration && isNewGeneration(kind, object, old))
        object.metadata.generation = (old.metadata.generation ?? 0) + 1;
      return options.dryRun ? object : this.#putOrFinish(kind, object);
    });
  }

  /** Writes `status`, or the `spec` of a namespace, and nothing else; only annotations may come with a status. */
  #updatePart(
    kind: AnyKind,
    written: Stored,
    old: KubeObject,
    options: WriteOptions,
    through: "status" | "finalize",
  ): KubeObject {
    if (through === "finalize")
      return this.#putChanged(kind, Object.assign({ ...old }, { spec: written.spec }), old, options);
    const { managedFields, annotations } = written.metadata;
    const isTracked =
      options.fieldManager !== undefined ||
      (managedFields !== undefined && managedFields !== old.metadata.managedFields);
    const isAnnotated = !isEqual(annotations, old.metadata.annotations);
    const metadata = { ...old.metadata, annotations, ...(isTracked ? { managedFields } : {}) };
    const object = { ...old, ...(isTracked || isAnnotated ? { metadata } : {}), status: written.status };
    if (isTracked) this.#track(kind, object as Stored, old, options, through);
    check(kind, old.metadata.name, kind.validateStatusUpdate?.(object, old) ?? []);
    return this.#putChanged(kind, object, old, options);
  }

  #putChanged(kind: AnyKind, object: KubeObject, old: KubeObject, { dryRun }: WriteOptions): KubeObject {
    if (dryRun) return object;
    return isEqual(object, old) ? old : this.#putOrFinish(kind, object);
  }

  #track(
    kind: AnyKind,
    object: Stored,
    old: KubeObject | undefined,
    { fieldManager }: WriteOptions,
    subresource: WrittenThrough,
  ): void {
    const time = timestampOf(this.#now());
    const writer = fieldManager === undefined ? undefined : { manager: fieldManager, subresource, time };
    const entries = trackWrite(kind, object, old, writer);
    if (entries === undefined) delete object.metadata.managedFields;
    else object.metadata.managedFields = entries as Stored["metadata"]["managedFields"];
  }

  /** Reserves what the object needs while `write` stores it; a write that fails, or is a dry run, gives it back. */
  #withAllocations(
    kind: AnyKind,
    object: Stored,
    old: KubeObject | undefined,
    context: RuleContext,
    write: () => KubeObject,
  ): KubeObject {
    const undo = kind.allocate?.(object, old, context);
    try {
      const written = write();
      if (context.dryRun) undo?.();
      return written;
    } catch (error) {
      undo?.();
      throw error;
    }
  }

  #putOrFinish(kind: AnyKind, object: KubeObject): KubeObject {
    return isFinished(kind, object) ? this.#remove(kind, object) : this.#store.put(kind, object);
  }

  #remove(kind: AnyKind, object: KubeObject): KubeObject {
    const gone = this.#store.remove(kind, object);
    kind.release?.(object, this.#allocators);
    return gone;
  }

  /** What a component writes is as large as what it was made from, which was measured when it came in. */
  #checkBudgets(kind: AnyKind, object: Stored, isClients: boolean): void {
    checkCount(kind, object.metadata.name, this.#store.count(kind), this.#budgets);
    if (isClients) checkSize(object, this.#budgets);
  }

  #context(options: WriteOptions): RuleContext {
    const now = this.#now();
    return {
      now,
      timestamp: timestampOf(now),
      random: this.#random,
      allocators: this.#allocators,
      warn: options.warn ?? (() => {}),
      dryRun: options.dryRun ?? false,
    };
  }
}

/** A client's object as decoded; a component's as it is, sharing what it has from others. */
function received(kind: AnyKind, raw: unknown, options: WriteOptions): Stored {
  return options.by === "component" ? (raw as Stored) : decode(kind, raw, options);
}

/** As much of its own as is written into an object on its way; what is deeper is shared, and frozen with the first one stored. */
function ownParts(object: Stored): Stored {
  const { metadata, spec } = object;
  return { ...object, metadata: { ...metadata }, spec: { ...(spec as object | undefined) } };
}

function check(kind: AnyKind, name: string, errors: FieldErrors): void {
  if (errors.length > 0) throw invalid(kind, name, errors);
}

function warn(kind: AnyKind, object: KubeObject, old: KubeObject | undefined, options: WriteOptions): void {
  if (options.warn === undefined) return;
  for (const text of kind.warnings?.(object, old) ?? []) options.warn(text);
}
