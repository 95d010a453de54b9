/** The served API without a socket: what it answers to a plain GET, for `kubectl get --raw` of our own kubectl. */
import type { Api } from "../api/api.ts";
import { textOfUtf8 } from "../bytes.ts";
import { createHandler } from "./handler.ts";

export interface PlainAnswer {
  readonly status: number;
  readonly body: string;
  /** Texts of `Warning` headers. */
  readonly warnings: readonly string[];
}

/**
 * @param target path and query
 * @returns the answer; of one that would go on, such as a watch, what there is at once
 */
export async function getInProcess(api: Api, now: () => number, target: string): Promise<PlainAnswer> {
  const handler = createHandler({ api, now, after: () => () => {}, run: (work) => work() });
  const { pathname: path, searchParams: query } = new URL(target, "http://in-process");
  const answer = await handler({ method: "GET", path, query, headers: {}, body: new Uint8Array() });
  const { warnings = [] } = answer;
  if (!("start" in answer)) return { status: answer.status, body: textOf(answer.body), warnings };
  let body = "";
  const stop = answer.start(
    (piece) => {
      body += piece;
    },
    () => {},
  );
  stop();
  return { status: 200, body, warnings };
}

const textOf = (body: string | Uint8Array): string => (typeof body === "string" ? body : textOfUtf8(body));
