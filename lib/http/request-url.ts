/** What every connection is asked first: where it wants to go, and who it is. */
import type { IncomingMessage } from "node:http";
import { ApiError, badRequest } from "../api/api-error.ts";

/** @returns undefined for a URL that cannot be read. */
export function urlOf(request: IncomingMessage): URL | undefined {
  try {
    const url = new URL(`https://127.0.0.1${request.url ?? "/"}`);
    decodeURIComponent(url.pathname);
    return url;
  } catch {
    return undefined;
  }
}

export const malformedUrl = (request: IncomingMessage): ApiError => badRequest(`the URL of the request is malformed: ${request.url}`);
export const unauthorized = (): ApiError => new ApiError(401, "Unauthorized", "Unauthorized");
