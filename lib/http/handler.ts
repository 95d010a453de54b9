/** Requests to answers over the same API that our own parts use. Models apiserver/pkg/server/handler.go and what it hands requests to. */
import { methodNotAllowed, noSuchResource } from "../api/api-error.ts";
import { parseReview } from "./body.ts";
import { discoveryAnswer, isOfKnownGroup } from "./discovery.ts";
import { encoded, formOf, indented } from "./encoding.ts";
import {
  type Answer,
  type Exchange,
  failure,
  type Handler,
  type HandlerOptions,
  type ObjectAnswer,
  plainText,
  type Result,
  type Served,
} from "./exchange.ts";
import { healthAnswer } from "./health.ts";
import { openApi } from "./openapi.ts";
import { resourceAnswer } from "./resource-answer.ts";
import { parseResourcePath } from "./resource-path.ts";
import { reviewAnswer } from "./reviews.ts";
import { rootPaths } from "./root-paths.ts";

/** @returns a handler that never throws: every failure is a Status. */
export function createHandler(options: HandlerOptions): Handler {
  return async (exchange) => {
    const warnings = new Set<string>();
    const served = { ...options, exchange, warn: (text: string) => void warnings.add(text) };
    const result = await resultOf(served);
    const answer = "object" in result ? inFormFor(exchange, result) : result;
    return warnings.size === 0 ? answer : { ...answer, warnings: [...warnings] };
  };
}

async function resultOf(served: Served): Promise<Result> {
  try {
    return await answer(served);
  } catch (error) {
    return failure(error);
  }
}

/** A client that takes no form that there is gets indented JSON. */
export function inFormFor(exchange: Exchange, result: ObjectAnswer): Answer {
  try {
    return encoded(result, formOf(exchange));
  } catch (error) {
    const { status, object } = result.status >= 400 ? result : failure(error);
    return indented(status, object);
  }
}

function answer(served: Served): Result | Promise<Result> {
  const { exchange } = served;
  const { kinds } = served.api;
  const [, listed] =
    EMPTY_LISTS.find(([pattern]) => exchange.method === "GET" && pattern.test(exchange.path)) ?? [];
  if (listed !== undefined)
    return { status: 200, object: { ...listed, metadata: { resourceVersion: "1" }, items: [] } };
  const resource = parseResourcePath(kinds, exchange.path);
  if (resource !== undefined) return resourceAnswer(served, resource);
  const path = exchange.path.replace(/\/$/, "");
  const found =
    healthAnswer(path, exchange.query) ??
    (exchange.method === "POST" ? reviewOf(served, path) : undefined) ??
    generalAnswer(served, path);
  if (found !== undefined) return found;
  if (!isOfKnownGroup(kinds, path)) return plainText(404, "404 page not found\n");
  throw noSuchResource();
}

/** Bodies of the one user are not read: the answer is always yes. */
function reviewOf({ subject, exchange }: Served, path: string): ObjectAnswer | undefined {
  return subject === undefined ? reviewAnswer(path) : reviewAnswer(path, subject, parseReview(exchange));
}

function generalAnswer({ api, exchange }: Served, path: string): Answer | ObjectAnswer | undefined {
  const found =
    path === "" || path === "/index.html"
      ? indented(200, { paths: rootPaths(api.kinds) })
      : path.startsWith("/openapi")
        ? openApi(api.kinds, exchange)
        : discoveryAnswer(api.kinds, path, exchange.headers.accept ?? "");
  if (found !== undefined && exchange.method !== "GET" && exchange.method !== "HEAD")
    throw methodNotAllowed();
  return found;
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
