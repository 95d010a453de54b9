/** Requests to answers over the same API that our own parts use. Models apiserver/pkg/endpoints. */

import type { Api, Patch, PatchType, WriteOptions } from "../api/api.ts";
import { ApiError, badRequest, notFound } from "../api/api-error.ts";
import type { AnyKind } from "../api/kind.ts";
import type { KubeObject } from "../api/metadata.ts";
import { scales } from "../api/scale.ts";
import { parseBody, parseObject } from "./body.ts";
import { discoveryAnswer, verbsOf } from "./discovery.ts";
import {
  type Answer,
  type Exchange,
  failure,
  type Handler,
  type HandlerOptions,
  json,
  type Stream,
} from "./exchange.ts";
import { healthAnswer } from "./health.ts";
import { isSet, listOptionsOf, selectionOf } from "./list-query.ts";
import { logAnswer } from "./log.ts";
import { openApi } from "./openapi.ts";
import { noSuchPath, parseResourcePath, type ResourcePath } from "./resource-path.ts";
import { reviewAnswer } from "./reviews.ts";
import { includeObjectOf, tableOf } from "./table.ts";
import { watchStream } from "./watch-stream.ts";
import { APPLY, type DeleteOptionsBody, deletion, writeOptions } from "./write-query.ts";

/** @returns a handler that never throws: every failure is a Status. */
export function createHandler(options: HandlerOptions): Handler {
  return async (exchange) => {
    try {
      return await answer(options, exchange);
    } catch (error) {
      return failure(error);
    }
  };
}

async function answer(options: HandlerOptions, exchange: Exchange): Promise<Answer | Stream> {
  const { kinds } = options.api;
  const [, listed] =
    EMPTY_LISTS.find(([pattern]) => exchange.method === "GET" && pattern.test(exchange.path)) ?? [];
  if (listed !== undefined) return json(200, { ...listed, metadata: { resourceVersion: "1" }, items: [] });
  const resource = parseResourcePath(kinds, exchange.path);
  if (resource !== undefined) return resourceAnswer(options, exchange, resource);
  const path = exchange.path.replace(/\/$/, "");
  const own =
    healthAnswer(path, exchange.query) ?? (exchange.method === "POST" ? reviewAnswer(path) : undefined);
  if (own !== undefined) return own;
  const general = path.startsWith("/openapi")
    ? openApi(kinds, exchange)
    : discoveryAnswer(kinds, path, exchange.headers.accept ?? "");
  if (general === undefined) throw noSuchPath();
  if (exchange.method !== "GET" && exchange.method !== "HEAD") throw methodNotAllowed();
  return general;
}

/** What kubectl asks for by itself and this server never has: a 404 would change what it says. */
const EMPTY_LISTS: readonly (readonly [RegExp, { readonly kind: string; readonly apiVersion: string }])[] = [
  [
    /^\/apis\/apiextensions\.k8s\.io\/v1\/customresourcedefinitions$/,
    { kind: "CustomResourceDefinitionList", apiVersion: "apiextensions.k8s.io/v1" },
  ],
  [/^\/api\/v1\/namespaces\/[^/]+\/resourcequotas$/, { kind: "ResourceQuotaList", apiVersion: "v1" }],
  [/^\/api\/v1\/namespaces\/[^/]+\/limitranges$/, { kind: "LimitRangeList", apiVersion: "v1" }],
];

function resourceAnswer(
  options: HandlerOptions,
  exchange: Exchange,
  resource: ResourcePath,
): Answer | Stream | Promise<Answer | Stream> {
  const { api } = options;
  const { kind, namespace, name, subresource } = resource;
  if (subresource !== "" && !kind.subresources.includes(subresource)) throw noSuchPath();
  const warnings: string[] = [];
  const warn = (text: string): void => void (warnings.includes(text) || warnings.push(text));
  const write = { ...writeOptions(exchange), warn };
  const shown = (status: number, object: KubeObject): Answer =>
    present(options, exchange, kind, status, object, warnings);
  if (subresource === "scale")
    return present(options, exchange, scales, 200, scaleAnswer(api, exchange, resource, write), warnings);
  if (subresource === "log") return logAnswer(options, resource, exchange.query);
  if (subresource !== "" && subresource !== "status" && subresource !== "finalize")
    return podAnswer(api, exchange, resource);
  const target = subresource === "" ? write : { ...write, subresource: subresource as "status" | "finalize" };
  switch (exchange.method) {
    case "GET":
      return name === ""
        ? listAnswer(options, exchange, resource, warnings)
        : shown(200, read(api, resource, warn));
    case "POST":
      if (name !== "") throw methodNotAllowed();
      return shown(201, api.create(kind, namespace, parseObject(exchange, kind) as never, target));
    case "PUT":
      return shown(200, api.update(kind, named(resource, parseObject(exchange, kind)) as never, target));
    case "PATCH":
      return patchAnswer(api, resource, patchOf(exchange), target, shown);
    case "DELETE":
      return deleteAnswer(options, exchange, resource, warnings);
    default:
      throw methodNotAllowed();
  }
}

const methodNotAllowed = (): ApiError =>
  new ApiError(405, "MethodNotAllowed", "the server does not allow this method on the requested resource");

function read(api: Api, { kind, namespace, name }: ResourcePath, warn: (text: string) => void): KubeObject {
  if (kind.deprecation !== undefined) warn(kind.deprecation);
  return api.get(kind, namespace, name);
}

/** Only server-side apply makes an object that is not there. */
function patchAnswer(
  api: Api,
  resource: ResourcePath,
  patch: Patch,
  options: WriteOptions,
  shown: (status: number, object: KubeObject) => Answer,
): Answer {
  const { kind, namespace, name } = resource;
  const isNew = patch.type === APPLY && api.find(kind, namespace, name) === undefined;
  return shown(isNew ? 201 : 200, api.patch(kind, namespace, name, patch, options));
}

function listAnswer(
  options: HandlerOptions,
  exchange: Exchange,
  { kind, namespace }: ResourcePath,
  warnings: string[],
): Answer | Stream {
  const { query } = exchange;
  const include = includeObjectOf(exchange);
  if (isSet(query, "watch")) return watchStream(options, kind, selectionOf(namespace, query), query, include);
  const list = options.api.list(kind, {
    ...listOptionsOf(namespace, query),
    warn: (text) => void warnings.push(text),
  });
  const metadata = {
    resourceVersion: list.resourceVersion,
    ...(list.continue === undefined
      ? {}
      : { continue: list.continue, remainingItemCount: list.remainingItemCount }),
  };
  if (include !== undefined)
    return json(200, { ...tableOf(kind, list.items, options.now(), include), metadata }, warnings);
  const items = list.items.map(({ apiVersion: _apiVersion, kind: _kind, ...rest }) => rest);
  return json(200, listObject(kind, metadata, items), warnings);
}

const listObject = ({ kind, apiVersion }: AnyKind, metadata: object, items: readonly unknown[]): object => ({
  kind: `${kind}List`,
  apiVersion,
  metadata,
  items,
});

/** One object in the form that the client asked for. */
function present(
  options: HandlerOptions,
  exchange: Exchange,
  kind: AnyKind,
  status: number,
  object: KubeObject,
  warnings: readonly string[],
): Answer {
  const include = exchange.method === "GET" ? includeObjectOf(exchange) : undefined;
  if (include === undefined) return json(status, object, warnings);
  const table = tableOf(kind, [object], options.now(), include);
  return json(status, { ...table, metadata: { resourceVersion: object.metadata.resourceVersion } }, warnings);
}

function scaleAnswer(
  api: Api,
  exchange: Exchange,
  resource: ResourcePath,
  options: WriteOptions,
): KubeObject {
  const { kind, namespace, name } = resource;
  if (exchange.method === "GET") return api.getScale(kind, namespace, name);
  if (exchange.method === "PUT")
    return api.updateScale(kind, named(resource, parseObject(exchange, scales)) as never, options);
  if (exchange.method !== "PATCH") throw methodNotAllowed();
  return api.patchScale(kind, namespace, name, patchOf(exchange), options);
}

const SUCCESS = { kind: "Status", apiVersion: "v1", metadata: {}, status: "Success" };

function podAnswer(
  api: Api,
  exchange: Exchange,
  { kind, namespace, name, subresource }: ResourcePath,
): Answer {
  api.get(kind, namespace, name);
  if (exchange.method === "POST" && subresource === "binding") {
    const { target } = parseObject(exchange, kind, "Binding") as { target?: { name?: string } };
    api.pods.bind(namespace, name, target?.name ?? "");
    return json(201, { ...SUCCESS, code: 201 });
  }
  if (exchange.method === "POST" && subresource === "eviction") {
    const { deleteOptions } = parseObject(exchange, kind, "Eviction") as {
      deleteOptions?: DeleteOptionsBody | null;
    };
    api.delete(kind, namespace, name, deletion(exchange, deleteOptions ?? {}));
    return json(201, { ...SUCCESS, code: 201 });
  }
  throw badRequest("Upgrade request required");
}

function deleteAnswer(
  options: HandlerOptions,
  exchange: Exchange,
  resource: ResourcePath,
  warnings: string[],
): Answer {
  const { api } = options;
  const { kind, namespace, name } = resource;
  if (name === "" && !verbsOf(kind).includes("deletecollection")) throw methodNotAllowed();
  const body =
    exchange.body.length === 0 ? {} : (parseObject(exchange, kind, "DeleteOptions") as DeleteOptionsBody);
  const { query } = exchange;
  const request = { ...deletion(exchange, body), warn: (text: string) => void warnings.push(text) };
  if (name === "") {
    const { items, resourceVersion } = api.list(kind, selectionOf(namespace, query));
    for (const { metadata } of items) api.delete(kind, metadata.namespace ?? "", metadata.name, request);
    return json(200, listObject(kind, { resourceVersion }, items), warnings);
  }
  const object = api.delete(kind, namespace, name, request);
  if (object.metadata.deletionTimestamp !== undefined && api.find(kind, namespace, name) !== undefined)
    return json(200, object, warnings);
  const details = {
    name,
    ...(kind.group === "" ? {} : { group: kind.group }),
    kind: kind.plural,
    uid: object.metadata.uid,
  };
  return json(200, { ...SUCCESS, details }, warnings);
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

function patchOf(exchange: Exchange): Patch {
  const type = (exchange.headers["content-type"] ?? "").split(";")[0] as string;
  if (!PATCH_TYPES.includes(type)) {
    throw new ApiError(
      415,
      "UnsupportedMediaType",
      `the body of the request was in an unknown format - accepted media types include: ${PATCH_TYPES.join(", ")}`,
    );
  }
  return { type: type as PatchType, body: parseBody(exchange) };
}
