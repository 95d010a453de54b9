/**
 * OpenAPI documents, made from the schemas: what `kubectl explain`, validation and apply read. Version 3 comes by group;
 * version 2, in protobuf, is what kubectl 1.27 and 1.28 want, and newer ones for Lists and for kinds they do not find.
 * Leaves out bodies, responses and parameters of the path: clients that are generated from the document need more.
 */
import type { AnyKind } from "../api/kind.ts";
import { serverVersion } from "../api/server-version.ts";
import { Random } from "../sim/random.ts";
import type { Answer, Exchange } from "./exchange.ts";
import { OPENAPI_PROTOBUF, openApiProtobuf } from "./openapi-protobuf.ts";
import { type DocumentV2, definitionsOf, type Operation, type Paths } from "./openapi-schema.ts";

/** @returns undefined for a path that is no document. */
export function openApi(kinds: readonly AnyKind[], { path, headers }: Exchange): Answer | undefined {
  if (path === "/openapi/v2") return answerV2(kinds, headers.accept ?? "");
  const documents = documentsV3(kinds);
  if (path === "/openapi/v3") {
    // Clients keep a document under its address for good, so the address changes with the document.
    const url = (each: string, text: string): string =>
      `/openapi/v3/${each}?hash=${new Random(text).hex(64).toUpperCase()}`;
    const paths = Object.fromEntries(
      [...documents].map(([each, text]) => [each, { serverRelativeURL: url(each, text) }]),
    );
    return plainJson({ paths });
  }
  const body = documents.get(/^\/openapi\/v3\/(.+)$/.exec(path)?.[1] ?? "");
  return body === undefined ? undefined : { status: 200, contentType: "application/json", body };
}

/** The texts of all documents by group and version, written once for each list of kinds. */
function documentsV3(kinds: readonly AnyKind[]): ReadonlyMap<string, string> {
  let documents = written.get(kinds);
  if (documents === undefined) {
    const paths = [...new Set(kinds.map(pathOf))];
    documents = new Map(
      paths.map((path) => [path, documentV3(kinds.filter((kind) => pathOf(kind) === path))]),
    );
    written.set(kinds, documents);
  }
  return documents;
}

const written = new WeakMap<readonly AnyKind[], ReadonlyMap<string, string>>();

function documentV3(kinds: readonly AnyKind[]): string {
  return JSON.stringify({
    openapi: "3.0.0",
    info,
    paths: pathsOf(kinds, 3),
    components: { schemas: definitionsOf(kinds, 3) },
  });
}

const info = { title: "Kubernetes", version: serverVersion.gitVersion };

function answerV2(kinds: readonly AnyKind[], accept: string): Answer {
  const document: DocumentV2 = {
    swagger: "2.0",
    info,
    paths: pathsOf(kinds, 2),
    definitions: definitionsOf(kinds, 2),
  };
  return accept.includes("proto-openapi")
    ? { status: 200, contentType: OPENAPI_PROTOBUF, body: openApiProtobuf(document) }
    : plainJson(document);
}

/** Documents are no objects of the API: they are the same for every client. */
const plainJson = (document: object): Answer => ({
  status: 200,
  contentType: "application/json",
  body: JSON.stringify(document),
});

const pathOf = (kind: AnyKind): string =>
  kind.group === "" ? `api/${kind.version}` : `apis/${kind.group}/${kind.version}`;

const QUERY = ["pretty", "dryRun", "fieldManager", "fieldValidation"];

function pathsOf(kinds: readonly AnyKind[], version: 2 | 3): Paths {
  const parameter = (name: string, type = "string") => ({
    name,
    in: "query" as const,
    ...(version === 2 ? { type, uniqueItems: true } : { schema: { type, uniqueItems: true } }),
  });
  const parameters = QUERY.map((name) => parameter(name));
  return Object.fromEntries(
    kinds.flatMap((kind) => {
      const at = `/${pathOf(kind)}${kind.namespaced ? "/namespaces/{namespace}" : ""}/${kind.plural}`;
      const gvk = { group: kind.group, version: kind.version, kind: kind.kind };
      const operation = (action: string): Operation => ({
        parameters,
        "x-kubernetes-action": action,
        "x-kubernetes-group-version-kind": gvk,
      });
      const patch = { ...operation("patch"), parameters: [...parameters, parameter("force", "boolean")] };
      return [
        [at, { get: operation("list"), post: operation("post") }],
        [
          `${at}/{name}`,
          { get: operation("get"), put: operation("put"), patch, delete: operation("delete") },
        ],
      ];
    }),
  );
}
