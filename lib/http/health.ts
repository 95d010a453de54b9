/** Whether the server is well. Models apiserver/pkg/server/healthz with the one check that this server has: that it answers. */
import type { Answer } from "./exchange.ts";
import { isSet } from "./list-query.ts";

const text = (body: string): Answer => ({ status: 200, contentType: "text/plain; charset=utf-8", body });

/** @returns undefined for a path that does not ask it. */
export function healthAnswer(path: string, query: URLSearchParams): Answer | undefined {
  const [, endpoint, check] = /^\/(healthz|livez|readyz)(\/ping)?$/.exec(path) ?? [];
  if (endpoint === undefined) return undefined;
  return text(
    check === undefined && isSet(query, "verbose") ? `[+]ping ok\n${endpoint} check passed\n` : "ok",
  );
}
