/** Whether the server is well. Models apiserver/pkg/server/healthz with the one check that this server has: that it answers. */
import { type Answer, plainText } from "./exchange.ts";

/** @returns undefined for a path that does not ask it. */
export function healthAnswer(path: string, query: URLSearchParams): Answer | undefined {
  const [, endpoint, check] = /^\/(healthz|livez|readyz)(\/ping)?$/.exec(path) ?? [];
  if (endpoint === undefined) return undefined;
  return plainText(
    200,
    check === undefined && query.has("verbose") ? `[+]ping ok\n${endpoint} check passed\n` : "ok",
  );
}
