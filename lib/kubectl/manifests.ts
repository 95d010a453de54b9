/** The objects in the manifests of `-f`, with their kinds found. Models cli-runtime/pkg/resource StreamVisitor and mapper. */

import type { AnyKind } from "../api/kind.ts";
import type { KubeObject } from "../api/metadata.ts";
import { documents } from "./documents.ts";
import { quoted } from "./go-text.ts";
import { manifestTexts } from "./manifest-files.ts";
import { compactJson } from "./output/json.ts";
import { kindOfManifest } from "./resource-types.ts";
import { type Invocation, KubectlError } from "./verb.ts";
import { manifestBudgets } from "./yaml.ts";

export interface Manifest {
  readonly kind: AnyKind;
  /** `""` for kinds that no namespace holds. */
  readonly namespace: string;
  readonly name: string;
  /** As written, with the namespace filled in. */
  readonly object: KubeObject;
  readonly source: string;
}

type Json = Readonly<Record<string, unknown>>;

/** Each manifest in order, or why it cannot be used; the ones behind it still come, except behind a syntax error. */
export async function* readManifests(invocation: Invocation): AsyncGenerator<Manifest | { readonly error: unknown }> {
  let count = 0;
  for await (const { source, text } of manifestTexts(invocation)) {
    for (const found of objectsOf(text, source)) {
      if (++count > manifestBudgets.manifestObjectsMax)
        throw new KubectlError(`the manifests hold more than manifestObjectsMax = ${manifestBudgets.manifestObjectsMax} objects`);
      yield "error" in found ? found : manifestOf(invocation, found.value, source);
    }
  }
}

/** The documents of a file with lists taken apart. */
function* objectsOf(text: string, source: string): Generator<{ readonly value: Json } | { readonly error: unknown }> {
  try {
    for (const value of documents(text, source)) yield* flattened(value, source);
  } catch (error) {
    yield { error };
  }
}

function* flattened(value: unknown, source: string): Generator<{ readonly value: Json } | { readonly error: unknown }> {
  const problem = typeProblem(value);
  if (problem !== undefined) {
    yield { error: new KubectlError(`unable to decode ${quoted(source)}: ${problem}`) };
    return;
  }
  const object = value as Json;
  const isList = typeof object.kind === "string" && object.kind.endsWith("List") && Array.isArray(object.items);
  if (!isList) yield { value: object };
  else for (const item of object.items as unknown[]) yield* flattened(inheritType(item, object), source);
}

/** Items of a `ServiceList` may leave their kind to it. */
function inheritType(item: unknown, list: Json): unknown {
  if (!isObject(item) || list.kind === "List" || item.kind !== undefined) return item;
  return { apiVersion: list.apiVersion, kind: String(list.kind).replace(/List$/, ""), ...item };
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function typeProblem(value: unknown): string | undefined {
  if (!isObject(value)) return `json: cannot unmarshal ${goTypeOf(value)} into Go value of type unstructured.detector`;
  for (const field of ["kind", "apiVersion"]) {
    const given = value[field];
    if (given !== undefined && given !== null && typeof given !== "string")
      return `json: cannot unmarshal ${goTypeOf(given)} into Go struct field detector.${field} of type string`;
  }
  if (value.kind === undefined || value.kind === null || value.kind === "") return `Object 'Kind' is missing in '${compactJson(value)}'`;
  const metadata = value.metadata;
  if (metadata === undefined || metadata === null) return undefined;
  if (!isObject(metadata)) return `json: cannot unmarshal ${goTypeOf(metadata)} into Go struct field .metadata of type v1.ObjectMeta`;
  const wrong = ["name", "namespace", "generateName"].find(
    (field) => metadata[field] !== undefined && metadata[field] !== null && typeof metadata[field] !== "string",
  );
  return wrong === undefined
    ? undefined
    : `json: cannot unmarshal ${goTypeOf(metadata[wrong])} into Go struct field ObjectMeta.metadata.${wrong} of type string`;
}

function goTypeOf(value: unknown): string {
  if (Array.isArray(value)) return "array";
  return typeof value === "boolean" ? "bool" : typeof value;
}

function manifestOf({ client, namespace, namespaceGiven }: Invocation, value: Json, source: string): Manifest | { readonly error: unknown } {
  const object = value as unknown as KubeObject;
  const apiVersion = object.apiVersion ?? "";
  const name = object.metadata?.name ?? "";
  const ownNamespace = object.metadata?.namespace ?? "";
  const kind = kindOfManifest(client.api.kinds, apiVersion, object.kind);
  if (kind === undefined) {
    const why = `no matches for kind ${quoted(object.kind)} in version ${quoted(apiVersion)}`;
    return {
      error: new KubectlError(
        `resource mapping not found for name: ${quoted(name)} namespace: ${quoted(ownNamespace)} from ${quoted(source)}: ${why}\nensure CRDs are installed first`,
      ),
    };
  }
  if (!kind.namespaced) return { kind, namespace: "", name, object, source };
  if (namespaceGiven && ownNamespace !== "" && ownNamespace !== namespace) {
    return {
      error: new KubectlError(
        `the namespace from the provided object ${quoted(ownNamespace)} does not match the namespace ${quoted(namespace)}. You must pass '--namespace=${ownNamespace}' to perform this operation.`,
      ),
    };
  }
  const placed = ownNamespace === "" ? namespace : ownNamespace;
  return { kind, namespace: placed, name, object: { ...object, metadata: { ...object.metadata, namespace: placed } }, source };
}
