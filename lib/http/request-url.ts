/** What every connection is asked first: where it wants to go, and who it is. */
import type { IncomingMessage } from "node:http";
import { ApiError, badRequest } from "../api/api-error.ts";

export interface RequestUrl {
  /** Still percent-encoded. Not a URL's `pathname`, which would follow the dots of a name such as `..` upwards. */
  readonly pathname: string;
  readonly searchParams: URLSearchParams;
}

/** @returns undefined for a URL that cannot be read. */
export function urlOf(request: IncomingMessage): RequestUrl | undefined {
  const [, pathname = "", query = ""] =
    /^(?:https?:\/\/[^/?]*)?([^?]*)\??(.*)$/s.exec(request.url ?? "/") ?? [];
  try {
    decodeURIComponent(pathname);
    return { pathname, searchParams: new URLSearchParams(query) };
  } catch {
    return undefined;
  }
}

export const malformedUrl = (request: IncomingMessage): ApiError =>
  badRequest(`the URL of the request is malformed: ${request.url}`);
export const unauthorized = (): ApiError => new ApiError(401, "Unauthorized", "Unauthorized");
