import type { Random } from "../sim/random.ts";
import type { FieldErrors } from "./field-error.ts";
import type { KubeObject } from "./metadata.ts";
import type { Infer, Mutable, ObjectSchema } from "./schema.ts";

/** A column of `kubectl get`, computed by the server as the real one does (Table output). */
export interface Column<T> {
  readonly name: string;
  /** Only with `-o wide`. */
  readonly wide?: boolean;
  /** The cell. `now` is simulated milliseconds, for ages. */
  readonly cell: (object: T, now: number) => string | number;
}

/** What the rules of a kind may use besides the object itself. */
export interface RuleContext {
  readonly now: number;
  /** Simulated time as RFC 3339 in whole seconds. */
  readonly timestamp: string;
  readonly random: Random;
  /** Values that a cluster hands out, e.g. cluster IPs and node ports. */
  readonly allocators: Allocators;
  readonly warn: (text: string) => void;
  readonly dryRun: boolean;
}

/** Cluster IPs and node ports. Reserving happens in the same step as the write; a failed write releases. */
export interface Allocators {
  /** @throws ApiError Invalid naming `spec.clusterIPs` when the wanted address is taken or out of range. */
  readonly clusterIP: Allocator<string>;
  readonly nodePort: Allocator<number>;
}

export interface Allocator<T> {
  /** Takes `wanted`, or any free value. @returns the value, or a sentence saying why not. */
  allocate(wanted?: T): { readonly value: T } | { readonly error: string };
  release(value: T): void;
}

/** How an update is brought into form and judged. */
export interface UpdateRules<T extends KubeObject> {
  readonly prepareForUpdate: (object: Mutable<T>, old: T, context: RuleContext) => void;
  readonly validateUpdate: (object: T, old: T) => FieldErrors;
}

export interface KindDefinition<T extends KubeObject> {
  /** `""` for the core group. */
  readonly group: string;
  readonly version: string;
  readonly kind: string;
  readonly plural: string;
  readonly shortNames?: readonly string[];
  /** `all` for those that `kubectl get all` shows. */
  readonly categories?: readonly string[];
  readonly namespaced: boolean;
  readonly schema: ObjectSchema<T>;
  /** `status`, `scale`, and what only Pods have: `log`, `exec`, `attach`, `portforward`, `eviction`, `binding`. */
  readonly subresources?: readonly string[];
  /** Fields besides metadata.name and metadata.namespace that `--field-selector` takes. */
  readonly selectableFields?: Readonly<Record<string, (object: T) => string>>;
  /** Whether `metadata.generation` counts changes of spec. */
  readonly hasGeneration?: boolean;
  /** Whether it counts changes of annotations, too. */
  readonly countsAnnotations?: boolean;
  /** The verbs of discovery, when not all. */
  readonly verbs?: readonly string[];

  /** Removes what a client may not set (status of a new object, ...). */
  readonly prepareForCreate?: (object: Mutable<T>, context: RuleContext) => void;
  readonly prepareForUpdate?: (object: Mutable<T>, old: T, context: RuleContext) => void;
  /** Fills in defaults, as decoding does, for creates and updates alike. */
  readonly applyDefaults?: (object: Mutable<T>) => void;
  /** All errors in the order the server reports them. Metadata is validated for every kind alike, before. */
  readonly validate?: (object: T) => FieldErrors;
  readonly validateUpdate?: (object: T, old: T) => FieldErrors;
  /** Whether what an update may not change is reported before what is wrong with the object itself, and not after. */
  readonly reportsUpdateFirst?: boolean;
  /** What holds for new objects alone, after `validate`. */
  readonly validateCreate?: (object: T) => FieldErrors;
  /** Sub-resources that change a part of the object by rules of their own. */
  readonly partRules?: Readonly<Record<string, UpdateRules<T>>>;
  readonly validateStatusUpdate?: (object: T, old: T) => FieldErrors;
  /** The text of the `Warning:` with every answer about a deprecated kind, which the doors to the API add: http/ and kubectl/. */
  readonly deprecation?: string;
  /** Warnings that do not hinder the request. */
  readonly warnings?: (object: T, old: T | undefined) => string[];
  /** How the name is checked: Services are DNS labels of RFC 1035, most kinds DNS subdomains. */
  readonly nameRule?: "subdomain" | "label" | "label1035" | "pathSegment";
  /** After validation: takes values from the allocators. Returns what undoes it if the write fails. */
  readonly allocate?: (object: Mutable<T>, old: T | undefined, context: RuleContext) => () => void;
  /** After the object is gone. */
  readonly release?: (object: T, allocators: Allocators) => void;
  /** Old objects go when there are too many, so that new ones are never refused. */
  readonly expires?: boolean;
  /** Why admission refuses to delete the object; undefined when it does not. */
  readonly mayNotDelete?: (object: T) => string | undefined;
  /** Seconds of grace for a deletion that names none; absent means the object goes at once. */
  readonly gracePeriodSeconds?: (object: T) => number;
  /** Finalizers outside metadata: while it answers true, a deleted object stays. Namespaces have some in their spec. */
  readonly hasFinalizers?: (object: T) => boolean;
  /** Whether a DELETE answers with the object that went, and not with a Status. */
  readonly returnsDeleted?: boolean;
  /** Notes on an object that begins to terminate, besides metadata.deletionTimestamp. */
  readonly markTerminating?: (object: Mutable<T>) => void;

  readonly columns: readonly Column<T>[];
}

export interface Kind<T extends KubeObject = KubeObject> extends KindDefinition<T> {
  /** Lower-case kind. */
  readonly singular: string;
  /** `v1`, `apps/v1`. */
  readonly apiVersion: string;
  readonly shortNames: readonly string[];
  readonly categories: readonly string[];
  readonly subresources: readonly string[];
}

/** Any kind, for code that handles all of them alike. */
// biome-ignore lint/suspicious/noExplicitAny: a list of kinds with different objects has no narrower common type
export type AnyKind = Kind<any>;

export function defineKind<S extends ObjectSchema<KubeObject>>(
  definition: KindDefinition<Infer<S> & KubeObject> & { readonly schema: S },
): Kind<Infer<S> & KubeObject> {
  return {
    shortNames: [],
    categories: [],
    subresources: [],
    ...definition,
    singular: definition.kind.toLowerCase(),
    apiVersion: definition.group === "" ? definition.version : `${definition.group}/${definition.version}`,
  } as Kind<Infer<S> & KubeObject>;
}

/** What is wrong with an update, metadata apart, in the order of the kind. @param rules those of the kind, or of a part of it. */
export function updateErrors<T extends KubeObject>(
  kind: Kind<T>,
  rules: Pick<KindDefinition<T>, "validateUpdate">,
  object: T,
  old: T,
): FieldErrors {
  const ofUpdate = rules.validateUpdate?.(object, old) ?? [];
  const ofObject = kind.validate?.(object) ?? [];
  return kind.reportsUpdateFirst === true ? [...ofUpdate, ...ofObject] : [...ofObject, ...ofUpdate];
}

/** The object that a kind describes: `ObjectOf<typeof pods>`. */
export type ObjectOf<K> = K extends Kind<infer T> ? T : never;
