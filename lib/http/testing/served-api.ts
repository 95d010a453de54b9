/** A served API without a socket: an empty API server with the namespace `default`, and requests to it. */
import { ApiServer } from "../../api/api-server.ts";
import { namespaces } from "../../api/kinds/namespace.ts";
import { Loop } from "../../sim/loop.ts";
import { Random } from "../../sim/random.ts";
import type { Answer, Stream } from "../exchange.ts";
import { createHandler } from "../handler.ts";

const EPOCH_MS = Date.UTC(2026, 0, 5, 9);

export interface Extras {
  readonly accept?: string;
  readonly contentType?: string;
  readonly userAgent?: string;
  /** Text is sent as it is, anything else as JSON. */
  readonly body?: unknown;
}

export interface ServedApi {
  readonly api: ApiServer;
  /** What waits for time to pass. */
  readonly timers: { readonly delayMs: number; readonly call: () => void }[];
  send(method: string, target: string, extras?: Extras): Promise<Answer | Stream>;
  /** The answer of what answers JSON. */
  ask(
    method: string,
    target: string,
    extras?: Extras,
  ): Promise<{ status: number; body: Record<string, unknown>; warnings: readonly string[] }>;
  /** The answer as it is. */
  text(method: string, target: string, extras?: Extras): Promise<Answer & { readonly body: string }>;
}

export function servedApi(): ServedApi {
  const loop = new Loop();
  const api = new ApiServer({ loop, random: new Random("served"), epochMs: EPOCH_MS });
  const timers: ServedApi["timers"] = [];
  const handler = createHandler({
    api,
    now: () => EPOCH_MS + loop.now,
    run: (work) => loop.run(work),
    after(delayMs, call) {
      const timer = { delayMs, call };
      timers.push(timer);
      return () => void timers.splice(timers.indexOf(timer), 1);
    },
  });
  api.create(namespaces, "", { metadata: { name: "default" } });
  const send: ServedApi["send"] = (method, target, { accept, contentType, userAgent, body } = {}) => {
    const url = new URL(target, "https://127.0.0.1");
    const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
    return handler({
      method,
      path: url.pathname,
      query: url.searchParams,
      headers: { accept, "content-type": contentType ?? "application/json", "user-agent": userAgent },
      body: Buffer.from(text),
    });
  };
  const text: ServedApi["text"] = async (...request) => {
    const answer = (await send(...request)) as Answer;
    return { ...answer, body: String(answer.body) };
  };
  return {
    api,
    timers,
    send,
    text,
    async ask(...request) {
      const { status, body, warnings = [] } = await text(...request);
      return { status, body: JSON.parse(body), warnings };
    },
  };
}
