/** Lists in pieces: `limit` and `continue`. The token names the last object given out and the version it was read at. */
import type { ListOptions, ObjectList } from "./api.ts";
import { badRequest } from "./api-error.ts";
import { keyOf } from "./informer.ts";
import type { KubeObject } from "./metadata.ts";

export function page<T extends KubeObject>(all: readonly T[], options: ListOptions, version: number): ObjectList<T> {
  const token = options.continue === undefined || options.continue === "" ? undefined : decodeToken(options.continue);
  const rest = token === undefined ? all : all.filter((object) => keyOf(object) > token.after);
  const resourceVersion = String(token?.version ?? version);
  const limit = options.limit ?? 0;
  if (limit <= 0 || rest.length <= limit) return { items: rest, resourceVersion };
  const items = rest.slice(0, limit);
  const after = keyOf(items[limit - 1] as T);
  return { items, resourceVersion, continue: encodeToken({ after, version: Number(resourceVersion) }), remainingItemCount: rest.length - limit };
}

interface Token {
  readonly after: string;
  readonly version: number;
}

const encodeToken = (token: Token): string => Buffer.from(JSON.stringify(token)).toString("base64url");

function decodeToken(text: string): Token {
  try {
    const token: unknown = JSON.parse(Buffer.from(text, "base64url").toString());
    if (typeof token === "object" && token !== null && "after" in token && "version" in token) return token as Token;
  } catch {
    // Falls through to the one message for every kind of broken token.
  }
  throw badRequest("continue key is not valid: illegal base64 data");
}
