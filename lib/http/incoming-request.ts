/** What is read of every request that comes over a socket: where it wants to go, who sends it, its headers and its body. */
import type { IncomingMessage } from "node:http";
import type { Duplex } from "node:stream";
import { ApiError } from "../api/api-error.ts";
import { admitUnprivileged } from "./default-roles.ts";

export interface RequestUrl {
  /** Still percent-encoded. Not a URL's `pathname`, which would follow the dots of a name such as `..` upwards. */
  readonly path: string;
  readonly query: URLSearchParams;
}

/** A request that asks for another protocol than HTTP. */
export interface Upgrade {
  readonly request: IncomingMessage;
  readonly socket: Duplex;
  /** What came behind the request already. */
  readonly head: Buffer;
}

/** @returns undefined for a URL that cannot be read. */
export function urlOf({ url = "/" }: IncomingMessage): RequestUrl | undefined {
  const [, path = "", query = ""] = /^(?:https?:\/\/[^/?]*)?([^?]*)\??(.*)$/s.exec(url) ?? [];
  try {
    decodeURIComponent(path);
  } catch {
    return undefined;
  }
  return { path, query: new URLSearchParams(query) };
}

/** @throws ApiError Unauthorized for another token, Forbidden for none. */
export function authorize(
  { method = "GET", headers }: IncomingMessage,
  url: RequestUrl,
  token: string,
): void {
  const [, given] = /^Bearer\s+(.*)$/i.exec(headers.authorization ?? "") ?? [];
  if (given === undefined) admitUnprivileged({ method, ...url });
  else if (given !== token) throw new ApiError(401, "Unauthorized", "Unauthorized");
}

/** Names in lower case. */
export function headersOf({ headers }: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value = ""]) => [
      name,
      Array.isArray(value) ? value.join(", ") : value,
    ]),
  );
}

/** @returns undefined for a body that is too large, by the announced length or as soon as it is passed; the rest stays unread. */
export async function readBody(request: IncomingMessage, bytesMax: number): Promise<Buffer | undefined> {
  if (Number(request.headers["content-length"] ?? 0) > bytesMax) return undefined;
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request.iterator({ destroyOnReturn: false })) {
    size += (piece as Buffer).length;
    if (size > bytesMax) return undefined;
    pieces.push(piece as Buffer);
  }
  return Buffer.concat(pieces);
}
