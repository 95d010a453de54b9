/**
 * The API server as Pods reach it, at the address behind the Service `kubernetes`. Who calls has no rights: nobody, or the
 * service account of a Pod. Leaves out signatures of tokens, and roles, which no object here grants.
 */
import type { Api } from "../api/api.ts";
import { ApiError } from "../api/api-error.ts";
import { byteLength, textOfBase64, textOfUtf8, utf8 } from "../bytes.ts";
import { admitUnprivileged } from "./default-roles.ts";
import { type Answer, failure } from "./exchange.ts";
import { createHandler, inFormFor } from "./handler.ts";
import { serviceAccountSubject, type TokenClaims } from "./reviews.ts";

export interface PodRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface PodReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export async function answerPod(api: Api, now: () => number, request: PodRequest): Promise<PodReply> {
  const { pathname: path, searchParams: query } = new URL(request.path, "http://kubernetes");
  const { method, headers } = request;
  const exchange = { method, headers, path, query, body: utf8(request.body) };
  let claims: TokenClaims | undefined;
  try {
    claims = claimsOf(request.headers.authorization);
    admitUnprivileged(exchange, claims?.sub);
  } catch (error) {
    return replyOf(inFormFor(exchange, failure(error)), now());
  }
  const handler = createHandler({
    api,
    now,
    after: () => () => {},
    run: (work) => work(),
    ...(claims === undefined ? {} : { subject: serviceAccountSubject(api, claims) }),
  });
  const answer = await handler(exchange);
  return replyOf(
    "start" in answer ? { status: 200, contentType: answer.contentType, body: "" } : answer,
    now(),
  );
}

/** @returns undefined for nobody. @throws ApiError Unauthorized for what is no token of a service account. */
function claimsOf(authorization: string | undefined): TokenClaims | undefined {
  const [, token] = /^Bearer\s+(.*)$/i.exec(authorization ?? "") ?? [];
  if (token === undefined) return undefined;
  const payload = (token.split(".")[1] ?? "").replaceAll("-", "+").replaceAll("_", "/");
  try {
    const claims = JSON.parse(textOfBase64(payload)) as Partial<TokenClaims>;
    const { sub } = claims;
    if (typeof sub === "string" && sub.startsWith("system:serviceaccount:")) return { ...claims, sub };
  } catch {
    // No JSON, so no token.
  }
  throw new ApiError(401, "Unauthorized", "Unauthorized");
}

function replyOf({ status, contentType, body }: Answer, now: number): PodReply {
  const text = typeof body === "string" ? body : textOfUtf8(body);
  return {
    status,
    headers: {
      "Cache-Control": "no-cache, private",
      "Content-Type": contentType,
      "X-Content-Type-Options": "nosniff",
      Date: new Date(now).toUTCString(),
      "Content-Length": String(byteLength(text)),
    },
    body: text,
  };
}
