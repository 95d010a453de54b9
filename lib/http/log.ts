/** `pods/log`: what a container printed, and what it goes on printing with `follow`. */
import type { LogOptions } from "../api/api.ts";
import type { Answer, Stream } from "./exchange.ts";
import type { HandlerOptions } from "./handler.ts";
import { integerOf, isSet } from "./list-query.ts";
import type { ResourcePath } from "./resource-path.ts";

const TEXT = "text/plain";

export async function logAnswer(
  { api, run }: HandlerOptions,
  { namespace, name }: ResourcePath,
  query: URLSearchParams,
): Promise<Answer | Stream> {
  const options = logOptions(query);
  // A stream has begun with status 200, so what is wrong is found before.
  const body = await run(() => api.pods.logs(namespace, name, options));
  const cut = limitOf(query);
  if (!isSet(query, "follow")) return { status: 200, contentType: TEXT, body: cut(body) };
  return {
    contentType: TEXT,
    start(send, end) {
      const write = (text: string): void => send(cut(text));
      const client = new AbortController();
      run(() => api.pods.logs(namespace, name, { ...options, follow: write, signal: client.signal })).then(
        (rest) => {
          write(rest); // all of it, of a container that has ended
          end();
        },
        end,
      );
      return () => client.abort();
    },
  };
}

/** Lets so many bytes through in all, as `limitBytes` has it. A character cut in two is lost. */
function limitOf(query: URLSearchParams): (text: string) => string {
  let left = integerOf(query, "limitBytes") ?? Number.POSITIVE_INFINITY;
  return (text) => {
    const bytes = Buffer.from(text);
    const sent = bytes.subarray(0, Math.min(left, bytes.length));
    left -= sent.length;
    return sent.length === bytes.length ? text : sent.toString();
  };
}

function logOptions(query: URLSearchParams): LogOptions {
  const [tailLines, sinceSeconds, container] = [
    integerOf(query, "tailLines"),
    integerOf(query, "sinceSeconds"),
    query.get("container"),
  ];
  return {
    previous: isSet(query, "previous"),
    timestamps: isSet(query, "timestamps"),
    ...(container === null ? {} : { container }),
    ...(tailLines === undefined ? {} : { tailLines }),
    ...(sinceSeconds === undefined ? {} : { sinceSeconds }),
  };
}
