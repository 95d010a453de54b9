/** `pods/log`: what a container printed, and what it goes on printing with `follow`. */
import type { LogOptions } from "../api/api.ts";
import type { Answer, Stream } from "./exchange.ts";
import type { HandlerOptions } from "./handler.ts";
import type { ResourcePath } from "./resource-path.ts";

const TEXT = "text/plain";

export async function logAnswer({ api, run }: HandlerOptions, { namespace, name }: ResourcePath, query: URLSearchParams): Promise<Answer | Stream> {
  const options = logOptions(query);
  // A stream has begun with status 200, so what is wrong is found before.
  const body = await run(() => api.pods.logs(namespace, name, options));
  if (query.get("follow") !== "true") return { status: 200, contentType: TEXT, body };
  return {
    contentType: TEXT,
    start(write, end) {
      let isOpen = true;
      const follow = (text: string): void => void (isOpen && write(text));
      run(() => api.pods.logs(namespace, name, { ...options, follow })).then((rest) => {
        follow(rest); // all of it, of a container that has ended
        end();
      }, end);
      return () => {
        isOpen = false;
      };
    },
  };
}

function logOptions(query: URLSearchParams): LogOptions {
  const number = (name: string): number | undefined => (query.get(name) === null ? undefined : Number(query.get(name)));
  const [tailLines, sinceSeconds, container] = [number("tailLines"), number("sinceSeconds"), query.get("container")];
  return {
    previous: query.get("previous") === "true",
    timestamps: query.get("timestamps") === "true",
    ...(container === null ? {} : { container }),
    ...(tailLines === undefined ? {} : { tailLines }),
    ...(sinceSeconds === undefined ? {} : { sinceSeconds }),
  };
}
