/** `pods/log`: what a container printed, and what it goes on printing with `follow`. */
import type { LogOptions } from "../api/api.ts";
import type { Answer, Served, Stream } from "./exchange.ts";
import { integerOf, isSet } from "./list-query.ts";
import type { ResourcePath } from "./resource-path.ts";

const TEXT = "text/plain";

export async function logAnswer(
  { api, run, exchange: { query } }: Served,
  { namespace, name }: ResourcePath,
): Promise<Answer | Stream> {
  const options = logOptions(query);
  // A stream has begun with status 200, so what is wrong is found before.
  const body = await run(() => api.pods.logs(namespace, name, options));
  if (!isSet(query, "follow")) return { status: 200, contentType: TEXT, body };
  return {
    contentType: TEXT,
    start(send, end) {
      const client = new AbortController();
      run(() => api.pods.logs(namespace, name, { ...options, follow: send, signal: client.signal })).then(
        (rest) => {
          send(rest); // all of it, of a container that has ended
          end();
        },
        end,
      );
      return () => client.abort();
    },
  };
}

function logOptions(query: URLSearchParams): LogOptions {
  const [tailLines, sinceSeconds, limitBytes] = ["tailLines", "sinceSeconds", "limitBytes"].map((name) =>
    integerOf(query, name),
  );
  const container = query.get("container");
  return {
    previous: isSet(query, "previous"),
    timestamps: isSet(query, "timestamps"),
    ...(container === null ? {} : { container }),
    ...(tailLines === undefined ? {} : { tailLines }),
    ...(sinceSeconds === undefined ? {} : { sinceSeconds }),
    ...(limitBytes === undefined ? {} : { limitBytes }),
  };
}
