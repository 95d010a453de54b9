/** Requests on objects: read, listed, watched, written and deleted. Models apiserver/pkg/endpoints (installer.go and handlers). */
import type { Patch, PatchType, WriteOptions } from "../api/api.ts";
import { ApiError, badRequest, methodNotAllowed, noSuchResource, notFound } from "../api/api-error.ts";
import type { AnyKind } from "../api/kind.ts";
import type { KubeObject } from "../api/metadata.ts";
import { readPatch } from "../api/patch-body.ts";
import { scales } from "../api/scale.ts";
import { inStructOrder } from "../api/struct-order.ts";
import { textOfUtf8 } from "../bytes.ts";
import { parseDeleteOptions, parseObject } from "./body.ts";
import { verbsOfPath } from "./discovery.ts";
import { formOf } from "./encoding.ts";
import type { ObjectAnswer, Result, Served } from "./exchange.ts";
import { isSet, listOptionsOf, selectionOf } from "./list-query.ts";
import { logAnswer } from "./log.ts";
import { podAnswer } from "./pod-answer.ts";
import type { ResourcePath } from "./resource-path.ts";
import { includeObjectOf, tableOf } from "./table.ts";
import { watchStream } from "./watch-stream.ts";
import { APPLY, deletion, writeOptions } from "./write-query.ts";

export function resourceAnswer(served: Served, resource: ResourcePath): Result | Promise<Result> {
  const { api, exchange, warn } = served;
  const { kind, namespace, name, subresource } = resource;
  requireRoute(exchange.method, resource);
  if (kind.deprecation !== undefined) warn(kind.deprecation);
  const isWatch =
    exchange.method === "GET" && (resource.isWatch || (name === "" && isSet(exchange.query, "watch")));
  formOf(exchange, isWatch);
  if (isWatch) return watchAnswer(served, resource);
  const write = { ...writeOptions(exchange), warn };
  const shown = (status: number, object: KubeObject): ObjectAnswer => present(served, kind, status, object);
  if (subresource === "scale") return present(served, scales, 200, scaleAnswer(served, resource, write));
  if (subresource === "log") return logAnswer(served, resource);
  const part = PARTS.find((each) => each === subresource);
  if (subresource !== "" && part === undefined) return podAnswer(served, resource);
  const target = part === undefined ? write : { ...write, subresource: part };
  switch (exchange.method) {
    case "GET":
      return name === "" ? listAnswer(served, resource) : shown(200, api.get(kind, namespace, name));
    case "POST":
      return shown(201, api.create(kind, namespace, parseObject(exchange, kind) as never, target));
    case "PUT":
      return shown(200, api.update(kind, named(resource, parseObject(exchange, kind)) as never, target));
    case "PATCH":
      return patchAnswer(served, resource, target, shown);
    default:
      return deleteAnswer(served, resource);
  }
}

/** Sub-resources that are read as the whole object, and change a part of it. */
const PARTS = ["status", "finalize", "ephemeralcontainers"] as const;

const VERBS: Readonly<Record<string, readonly [ofObject: string, ofCollection: string]>> = {
  GET: ["get", "list"],
  POST: ["create", "create"],
  PUT: ["update", ""],
  PATCH: ["patch", ""],
  DELETE: ["delete", "deletecollection"],
};

/** What no route leads to is refused before anything else, without a warning. @throws ApiError NotFound, MethodNotAllowed */
function requireRoute(method: string, { kind, name, subresource, isWatch }: ResourcePath): void {
  const verbs = subresource !== "" && name === "" ? undefined : verbsOfPath(kind, subresource);
  if (verbs === undefined) throw noSuchResource();
  const [ofObject = "", ofCollection = ""] = VERBS[method] ?? [];
  const isCreated = ofObject === "create" && subresource === "" && name !== "";
  const verb = name === "" ? ofCollection : ofObject;
  if (isCreated || !verbs.includes(verb) || (isWatch && method !== "GET")) throw methodNotAllowed();
}

function watchAnswer(served: Served, { kind, namespace, name }: ResourcePath): Result {
  const { exchange } = served;
  const selection = selectionOf(namespace, exchange.query);
  const named = name === "" ? selection : { ...selection, fieldSelector: `metadata.name=${name}` };
  return watchStream(served, kind, named, exchange.query, includeObjectOf(exchange));
}

/** Only server-side apply makes an object that is not there. */
function patchAnswer(
  { api, exchange }: Served,
  { kind, namespace, name }: ResourcePath,
  options: WriteOptions,
  shown: (status: number, object: KubeObject) => ObjectAnswer,
): ObjectAnswer {
  const patch = patchOf(exchange);
  const isNew = patch.type === APPLY && api.find(kind, namespace, name) === undefined;
  return shown(isNew ? 201 : 200, api.patch(kind, namespace, name, patch, options));
}

function listAnswer({ api, exchange, now }: Served, { kind, namespace }: ResourcePath): ObjectAnswer {
  const include = includeObjectOf(exchange);
  const list = api.list(kind, listOptionsOf(namespace, exchange.query));
  const metadata = {
    resourceVersion: list.resourceVersion,
    ...(list.continue === undefined
      ? {}
      : { continue: list.continue, remainingItemCount: list.remainingItemCount }),
  };
  if (include !== undefined)
    return { status: 200, object: { ...tableOf(kind, list.items, now(), include), metadata } };
  const items = list.items.map(({ apiVersion: _apiVersion, kind: _kind, ...rest }) => asWritten(kind, rest));
  return { status: 200, object: listObject(kind, metadata, items) };
}

/** With its fields in the order in which the real server writes them. */
const asWritten = (kind: AnyKind, object: object): object =>
  inStructOrder(kind.schema, object, Object.fromEntries) as object;

const listObject = ({ kind, apiVersion }: AnyKind, metadata: object, items: readonly unknown[]): object => ({
  kind: `${kind}List`,
  apiVersion,
  metadata,
  items,
});

/** One object in the form that the client asked for. */
function present({ exchange, now }: Served, kind: AnyKind, status: number, object: KubeObject): ObjectAnswer {
  const include = exchange.method === "GET" ? includeObjectOf(exchange) : undefined;
  if (include === undefined) return { status, object: asWritten(kind, object) };
  const table = tableOf(kind, [object], now(), include);
  const metadata = { resourceVersion: object.metadata.resourceVersion };
  return { status, object: { ...table, metadata } };
}

function scaleAnswer({ api, exchange }: Served, resource: ResourcePath, options: WriteOptions): KubeObject {
  const { kind, namespace, name } = resource;
  if (exchange.method === "GET") return api.getScale(kind, namespace, name);
  if (exchange.method === "PUT")
    return api.updateScale(kind, named(resource, parseObject(exchange, scales)) as never, options);
  return api.patchScale(kind, namespace, name, patchOf(exchange), options);
}

const SUCCESS = { kind: "Status", apiVersion: "v1", metadata: {}, status: "Success" };

function deleteAnswer({ api, exchange }: Served, { kind, namespace, name }: ResourcePath): ObjectAnswer {
  const body = parseDeleteOptions(exchange);
  const options = deletion(exchange, body);
  if (name === "") {
    const { items, resourceVersion } = api.list(kind, selectionOf(namespace, exchange.query));
    for (const { metadata } of items) api.delete(kind, metadata.namespace ?? "", metadata.name, options);
    return { status: 200, object: listObject(kind, { resourceVersion }, items) };
  }
  const object = api.delete(kind, namespace, name, options);
  const isGoing =
    object.metadata.deletionTimestamp !== undefined && api.find(kind, namespace, name) !== undefined;
  const status = isGoing && body?.orphanDependents === false ? 202 : 200;
  if (isGoing || kind.returnsDeleted === true) return { status, object: asWritten(kind, object) };
  const details = {
    name,
    ...(kind.group === "" ? {} : { group: kind.group }),
    kind: kind.plural,
    uid: object.metadata.uid,
  };
  return { status, object: { ...SUCCESS, details } };
}

/** The object of a PUT belongs to the URL it came to. */
function named({ kind, namespace, name }: ResourcePath, raw: unknown): unknown {
  const object = raw as { metadata?: { name?: string; namespace?: string } };
  const given = object.metadata?.name ?? "";
  if (given !== "" && given !== name)
    throw badRequest(`the name of the object (${given}) does not match the name on the URL (${name})`);
  if (name === "") throw notFound(kind, name);
  return {
    ...object,
    metadata: {
      ...object.metadata,
      name,
      ...(kind.namespaced ? { namespace: object.metadata?.namespace ?? namespace } : {}),
    },
  };
}

const PATCH_TYPES: readonly string[] = [
  "application/json-patch+json",
  "application/merge-patch+json",
  "application/strategic-merge-patch+json",
  APPLY,
] satisfies PatchType[];

function patchOf({ headers, body }: Served["exchange"]): Patch {
  const type = (headers["content-type"] ?? "").split(";")[0] as string;
  if (!PATCH_TYPES.includes(type)) {
    throw new ApiError(
      415,
      "UnsupportedMediaType",
      `the body of the request was in an unknown format - accepted media types include: ${PATCH_TYPES.join(", ")}`,
    );
  }
  return readPatch(type as PatchType, textOfUtf8(body));
}
