/** The objects in the manifests of `-f`, with their kinds found. Models cli-runtime/pkg/resource StreamVisitor and mapper. */
import type { AnyKind } from "../../api/kind.ts";
import type { KubeObject } from "../../api/metadata.ts";
import { compactJson } from "../../go/json.ts";
import { quoted } from "../../go/strconv.ts";
import { isRecord } from "../../go/value.ts";
import { manifestBudgets } from "../../go/yaml/read.ts";
import { fieldValidation } from "../command-line/dry-run.ts";
import { klogWarning } from "../klog.ts";
import { Aggregate, type Invocation, KubectlError } from "../verb.ts";
import { documents } from "./documents.ts";
import { manifestTexts } from "./manifest-files.ts";
import { kindOfManifest } from "./resource-types.ts";
import { isInScheme } from "./scheme.ts";

export interface Manifest {
  readonly kind: AnyKind;
  /** `""` for kinds that no namespace holds. */
  readonly namespace: string;
  readonly name: string;
  /** As written, with the namespace filled in unless `--local`. */
  readonly object: KubeObject;
  readonly source: string;
}

type Json = Readonly<Record<string, unknown>>;

interface Unusable {
  readonly error: unknown;
}

/** A document, or an item of one that is a list. */
interface Document {
  readonly value: Json;
  readonly isItem: boolean;
}

/** Each manifest of the files in order, or why it cannot be used; the ones behind it still come, except behind a syntax error. */
export async function* readManifests(
  invocation: Invocation,
  paths: readonly string[],
): AsyncGenerator<Manifest | Unusable> {
  const validates =
    invocation.flags.has("validate") && fieldValidation(invocation.flags.string("validate")) !== "Ignore";
  let count = 0;
  for await (const { source, text } of manifestTexts(invocation, paths)) {
    for (const found of objectsOf(text, source, validates)) {
      if (++count > manifestBudgets.manifestObjectsMax)
        throw new KubectlError(
          `the manifests hold more than manifestObjectsMax = ${manifestBudgets.manifestObjectsMax} objects`,
        );
      yield "error" in found ? found : manifestOf(invocation, found, source);
    }
  }
}

/** The documents of a file with lists taken apart. */
function* objectsOf(text: string, source: string, validates: boolean): Generator<Document | Unusable> {
  try {
    for (const value of documents(text, source)) {
      if (validates) validate(value, source);
      yield* flattened(value, source);
    }
  } catch (error) {
    yield { error };
  }
}

/** What kubectl itself looks at before it sends anything. @throws KubectlError, which ends the file */
function validate(value: unknown, source: string): void {
  const problems = typeProblems(value);
  if (problems.length === 0) return;
  const text = problems.length === 1 ? problems[0] : `[${problems.join(", ")}]`;
  throw new KubectlError(
    `error validating ${quoted(source)}: error validating data: ${text}; if you choose to ignore these errors, turn validation off with --validate=false`,
  );
}

/** Whether a document says what it is. */
export function typeProblems(value: unknown): string[] {
  if (!isRecord(value)) return ["invalid object to validate"];
  return ["apiVersion", "kind"].flatMap((field) => {
    const given = value[field];
    if (given === undefined || given === null) return [`${field} not set`];
    return typeof given === "string" ? [] : [`${field} isn't string type`];
  });
}

function* flattened(value: unknown, source: string, isItem = false): Generator<Document | Unusable> {
  const problem = decodingProblem(value);
  if (problem !== undefined) {
    yield { error: new KubectlError(`unable to decode ${quoted(source)}: ${problem}`) };
    return;
  }
  const object = value as Json;
  const isList =
    typeof object.kind === "string" && object.kind.endsWith("List") && Array.isArray(object.items);
  if (!isList) yield { value: object, isItem };
  else
    for (const item of object.items as unknown[]) yield* flattened(inheritType(item, object), source, true);
}

/** Items of a `ServiceList` may leave their kind to it. */
function inheritType(item: unknown, list: Json): unknown {
  if (!isRecord(item) || list.kind === "List" || item.kind !== undefined) return item;
  return { apiVersion: list.apiVersion, kind: String(list.kind).replace(/List$/, ""), ...item };
}

/** Why kubectl cannot take the document for an object of Kubernetes. */
function decodingProblem(value: unknown): string | undefined {
  if (!isRecord(value))
    return `json: cannot unmarshal ${goTypeOf(value)} into Go value of type unstructured.detector`;
  const { apiVersion, kind, metadata } = value;
  if (typeof kind !== "string" || kind === "") return `Object 'Kind' is missing in '${compactJson(value)}'`;
  const mismatch = (given: unknown, field: string, type: string): string =>
    `json: cannot unmarshal ${goTypeOf(given)} into Go struct field ${field} of type ${type}`;
  if (!isAbsent(apiVersion) && typeof apiVersion !== "string")
    return mismatch(apiVersion, "metadataOnlyObject.apiVersion", "string");
  if (isAbsent(metadata)) return undefined;
  if (!isRecord(metadata)) return mismatch(metadata, "metadataOnlyObject.metadata", "v1.ObjectMeta");
  for (const field of ["name", "generateName", "namespace"]) {
    if (!isAbsent(metadata[field]) && typeof metadata[field] !== "string")
      return mismatch(metadata[field], `ObjectMeta.metadata.${field}`, "string");
  }
  for (const field of ["labels", "annotations"]) {
    const pairs = metadata[field];
    if (!isAbsent(pairs) && !isRecord(pairs))
      return mismatch(pairs, `ObjectMeta.metadata.${field}`, "map[string]string");
    const wrong = Object.values(pairs ?? {}).find((item) => !isAbsent(item) && typeof item !== "string");
    if (wrong !== undefined) return mismatch(wrong, `ObjectMeta.metadata.${field}`, "string");
  }
  return undefined;
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

function goTypeOf(value: unknown): string {
  if (Array.isArray(value)) return "array";
  return typeof value === "boolean" ? "bool" : typeof value;
}

const NOT_VALIDATED =
  "cannot perform warn validation if server-side field validation is unsupported, skipping validation";

function manifestOf(
  invocation: Invocation,
  { value, isItem }: Document,
  source: string,
): Manifest | Unusable {
  const { client, flags, namespace, out } = invocation;
  // A document of any shape: what it lacks of an object is found below.
  const object = value as unknown as KubeObject;
  const apiVersion = object.apiVersion ?? "";
  const name = object.metadata?.name ?? "";
  const ownNamespace = object.metadata?.namespace ?? "";
  if (invocation.verb.typed === "objects" && !isInScheme(client.api.kinds, apiVersion, object.kind)) {
    const why = `no kind ${quoted(object.kind)} is registered for version ${quoted(apiVersion)} in scheme "pkg/scheme/scheme.go:28"`;
    return { error: new KubectlError(`unable to decode ${quoted(source)}: ${why}`) };
  }
  const kind = kindOfManifest(client.api.kinds, apiVersion, object.kind);
  if (kind === undefined) {
    const why = `no matches for kind ${quoted(object.kind)} in version ${quoted(apiVersion)}`;
    if (flags.has("validate") && fieldValidation(flags.string("validate")) === "Warn")
      out.stderr(klogWarning(client.now(), "schema.go:145", NOT_VALIDATED));
    // The items of a list have an Aggregate of their own.
    if (isItem) return { error: new Aggregate([new KubectlError(`unable to recognize ${why}`)]) };
    return {
      error: new KubectlError(
        `resource mapping not found for name: ${quoted(name)} namespace: ${quoted(ownNamespace)} from ${quoted(source)}: ${why}\nensure CRDs are installed first`,
      ),
    };
  }
  if (!kind.namespaced) return { kind, namespace: "", name, object, source };
  const placed = ownNamespace === "" ? namespace : ownNamespace;
  // Without the server kubectl does not know which kinds live in a namespace.
  const isLocal = flags.has("local") && flags.bool("local");
  const filled = isLocal ? object : { ...object, metadata: { ...object.metadata, namespace: placed } };
  return { kind, namespace: placed, name, object: filled, source };
}

/** @throws KubectlError for an object in another namespace than `-n` */
export function requireNamespace(
  { namespace, namespaceGiven }: Invocation,
  { kind, namespace: own }: Pick<Manifest, "kind" | "namespace">,
): void {
  if (!namespaceGiven || !kind.namespaced || own === namespace) return;
  throw new KubectlError(
    `the namespace from the provided object ${quoted(own)} does not match the namespace ${quoted(namespace)}. You must pass '--namespace=${own}' to perform this operation.`,
  );
}
