/**
 * Lists of a moment and in pieces: `limit`, `continue` and `resourceVersion`. A token names the last object given out and
 * the version it was read at, so that all pieces are of one moment. Models apiserver/pkg/storage (continue.go, etcd3/errors.go).
 */
import { textOfBase64, toBase64url } from "../bytes.ts";
import type { ListOptions, ObjectList } from "./api.ts";
import { ApiError, badRequest, tooLargeVersion } from "./api-error.ts";
import { keyOf } from "./informer.ts";
import type { KubeObject } from "./metadata.ts";

export interface Token {
  readonly after: string;
  /** NOW: the rest as it is by now, which may not fit what was given out. */
  readonly version: number;
}

const NOW = -1;

/** @throws ApiError BadRequest for a token that is none. */
export function tokenOf(options: ListOptions): Token | undefined {
  if ((options.continue ?? "") === "") return undefined;
  if (!["", "0"].includes(options.resourceVersion ?? ""))
    throw badRequest("specifying resource version is not allowed when using continue");
  return decodeToken(options.continue as string);
}

/** The version that a list is to be of; undefined for the latest. @throws ApiError Timeout for one that is to come. */
export function versionOf(
  options: ListOptions,
  token: Token | undefined,
  current: number,
): number | undefined {
  if (token !== undefined) return token.version === NOW ? undefined : token.version;
  const wanted = Number(options.resourceVersion ?? 0);
  if (wanted > current) throw tooLargeVersion(wanted, current);
  return options.resourceVersionMatch === "Exact" ? wanted : undefined;
}

const OLD_LIST = "The resourceVersion for the provided list is too old.";
const OLD_TOKEN =
  "The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.";

/** Why the version of a list cannot be had any more; with a token that goes on regardless. */
export function expired(token: Token | undefined): ApiError {
  if (token === undefined) return new ApiError(410, "Expired", OLD_LIST);
  return new ApiError(410, "Expired", OLD_TOKEN, undefined, {
    continue: encodeToken({ after: token.after, version: NOW }),
  });
}

/** @param all everything that the selectors let through. @param version that of the list. */
export function page<T extends KubeObject>(
  all: readonly T[],
  options: ListOptions,
  token: Token | undefined,
  version: number,
): ObjectList<T> {
  const rest = token === undefined ? all : all.filter((object) => keyOf(object) > token.after);
  const resourceVersion = String(version);
  // "Any version" is answered out of a cache, which knows no pieces.
  const limit = options.resourceVersion === "0" && token === undefined ? 0 : (options.limit ?? 0);
  if (limit <= 0 || rest.length <= limit) return { items: rest, resourceVersion };
  const items = rest.slice(0, limit);
  const after = keyOf(items[limit - 1] as T);
  const hasSelector = (options.labelSelector ?? "") !== "" || (options.fieldSelector ?? "") !== "";
  return {
    items,
    resourceVersion,
    continue: encodeToken({ after, version }),
    ...(hasSelector ? {} : { remainingItemCount: rest.length - limit }),
  };
}

const encodeToken = (token: Token): string => toBase64url(JSON.stringify(token));

function decodeToken(text: string): Token {
  try {
    const token: unknown = JSON.parse(textOfBase64(text));
    if (typeof token === "object" && token !== null && "after" in token && "version" in token)
      return token as Token;
  } catch {
    // Falls through to the one message for every kind of broken token.
  }
  throw badRequest("continue key is not valid: illegal base64 data");
}
