/**
 * The shape of a kind, written once: the TypeScript type, strict decoding, `explain`, OpenAPI and the merge keys of
 * patches are all read from it.
 *
 * Models the OpenAPI definitions of Kubernetes with their `x-kubernetes-*` extensions. Leaves out formats that nobody
 * who practises Services meets (byte strings are plain strings).
 */

declare const value: unique symbol;

/** @typeParam T the value in a stored object: deeply read-only. */
export interface Schema<T = unknown> {
  readonly type:
    | "string"
    | "integer"
    | "number"
    | "boolean"
    | "intOrString"
    | "quantity"
    | "time"
    | "any"
    | "map"
    | "list"
    | "object";
  readonly [value]?: T;
  /** The Go type that decoding errors name, e.g. `int32`. */
  readonly goType: string;
  /** All values, of a string that has a closed set of them. */
  readonly oneOf?: readonly string[];
}

export interface ObjectSchema<T = unknown> extends Schema<T> {
  readonly type: "object";
  /** Group and Go type, e.g. `apps/v1.DeploymentSpec`; `core` for the group without a name. */
  readonly name: string;
  readonly fields: Readonly<Record<string, Schema>>;
  readonly options: ObjectOptions;
}

export interface ListSchema<T = unknown> extends Schema<T> {
  readonly type: "list";
  readonly items: Schema;
  readonly options: ListOptions;
}

export interface MapSchema<T = unknown> extends Schema<T> {
  readonly type: "map";
  readonly values: Schema;
  readonly options: MapOptions;
}

export interface MapOptions {
  /** Server-side apply treats the map as one value. */
  readonly atomic?: boolean;
}

export interface ObjectOptions {
  /** In a strategic merge patch, `retainKeys` as the Deployment's strategy and volumes have it. */
  readonly retainKeys?: boolean;
  /** Server-side apply treats the object as one value. */
  readonly atomic?: boolean;
  /** A pointer in Go: absent stays absent. Other objects that are always present are empty when a manifest leaves them out. */
  readonly pointer?: boolean;
}

export interface ListOptions {
  /** The key by which a strategic merge patch merges items; without it the list is replaced. `""` merges plain values. */
  readonly mergeKey?: string;
  /** The keys by which server-side apply tells items apart (list type `map`); absent: `atomic`, or `set` when mergeKey is `""`. */
  readonly mapKeys?: readonly string[];
  /** What a key counts as when an item leaves it out, e.g. the protocol of a port. */
  readonly keyDefaults?: Readonly<Record<string, unknown>>;
}

/** The number of apiVersion and kind, which protobuf has in an envelope around the message of an object. */
export const IN_ENVELOPE = 0;

/** A field, with its number in the protobuf message of its object. */
export type Field<S extends Schema> = S & { readonly number: number; readonly embeddedAt?: number };
/** One that every stored object has, by defaulting or because validation asks for it. */
type Present<S extends Schema> = Field<S> & { readonly present: true };
type Fields = Readonly<Record<string, Schema>>;

export type Infer<S> = S extends { readonly [value]?: infer T } ? T : never;
type InferFields<F extends Fields> = {
  readonly [Name in keyof F as F[Name] extends { readonly present: true } ? Name : never]: Exclude<
    Infer<F[Name]>,
    undefined
  >;
} & {
  readonly [Name in keyof F as F[Name] extends { readonly present: true } ? never : Name]?:
    | Infer<F[Name]>
    | undefined;
};

const scalar = <T>(type: Schema["type"], goType: string): Schema<T> => ({ type, goType });

export const string = scalar<string>("string", "string");
export const int32 = scalar<number>("integer", "int32");
export const int64 = scalar<number>("integer", "int64");
export const boolean = scalar<boolean>("boolean", "bool");
export const intOrString = scalar<number | string>("intOrString", "intstr.IntOrString");
export const quantity = scalar<string | number>("quantity", "resource.Quantity");
/** RFC 3339, as in `2026-01-05T09:00:00Z`; null in manifests that a tool printed. */
export const time = scalar<string | null>("time", "v1.Time");
/** The same with six digits of a second's fraction. */
export const microTime = scalar<string | null>("time", "v1.MicroTime");
/** Bytes, written in base64. */
export const base64 = scalar<string>("string", "[]uint8");
export const any = scalar<unknown>("any", "runtime.RawExtension");

/** A string with a closed set of values. Validation names the set, not decoding. */
export function oneOf<const V extends string>(...values: readonly V[]): Schema<V> {
  return { ...scalar<V>("string", "string"), oneOf: values };
}

export function map<S extends Schema>(
  values: S,
  options: MapOptions = {},
): MapSchema<Readonly<Record<string, Infer<S>>>> {
  return { type: "map", goType: `map[string]${values.goType}`, values, options };
}

export function list<S extends Schema>(items: S, options: ListOptions = {}): ListSchema<readonly Infer<S>[]> {
  return { type: "list", goType: `[]${items.goType}`, items, options };
}

/** @param name group and Go type, e.g. `core/v1.ServiceSpec`. */
export function object<F extends Fields>(
  name: string,
  fields: F,
  options: ObjectOptions = {},
): ObjectSchema<InferFields<F>> {
  return { type: "object", goType: name.slice(name.lastIndexOf(".") + 1), name, fields, options };
}

/**
 * A field of an object. Its 0, false, empty text, list and map are nothing and dropped (`omitempty` in Go).
 * @param number in protobuf, as in the `generated.proto` of its group in k8s.io/api.
 */
export function field<S extends Schema>(number: number, schema: S): Field<S> {
  return { ...schema, number };
}

/** A field that every stored object has. */
export function present<S extends Schema>(number: number, schema: S): Present<S> {
  return { ...schema, number, present: true };
}

/** A present field whose empty value asks for the default, such as `type: ""` of a Service, or for what the server gives. */
export function defaulted<S extends Schema>(
  number: number,
  schema: S,
): Present<S> & { readonly defaulted: true } {
  return { ...schema, number, present: true, defaulted: true };
}

/** A field that is a pointer in Go: 0, false and the empty text are values, unlike in other fields. */
export function pointer<S extends Schema>(number: number, schema: S): Field<S> & { readonly pointer: true } {
  return { ...schema, number, pointer: true };
}

/** The fields of a struct that Go embeds: they stand in the object itself, in protobuf in a message of their own. */
export function embedded<F extends Fields>(number: number, fields: F): F {
  const inner = Object.entries(fields).map(([name, schema]) => [name, { ...schema, embeddedAt: number }]);
  return Object.fromEntries(inner) as F;
}

/** Whether an empty value of the field is the same as none. */
export function omitsEmpty(field: Schema): boolean {
  return !("pointer" in field) && (!("present" in field) || "defaulted" in field);
}

/** What a manifest says of an object: any part of it. */
export type Manifest<T> = T extends readonly (infer I)[]
  ? readonly Manifest<I>[]
  : T extends object
    ? { readonly [K in keyof T]?: Manifest<T[K]> | undefined }
    : T;

/** What may be changed while an object is being built: everything, to any depth. */
export type Draft<T> = T extends readonly (infer I)[]
  ? Draft<I>[]
  : T extends object
    ? { -readonly [K in keyof T]?: Draft<T[K]> | undefined }
    : T;
/** The same with the fields that a stored object always has still present: what defaulting and validation work on. */
export type Mutable<T> = T extends readonly (infer I)[]
  ? Mutable<I>[]
  : T extends object
    ? { -readonly [K in keyof T]: Mutable<T[K]> }
    : T;
