/** A watch over HTTP: one JSON event a line, bookmarks, an end after the time that the client asked for. */

import type { Selection, WatchEvent } from "../api/api.ts";
import { ApiError } from "../api/api-error.ts";
import type { AnyKind } from "../api/kind.ts";
import type { KubeObject } from "../api/metadata.ts";
import { createFilter } from "../api/selection.ts";
import type { HandlerOptions, Stream } from "./exchange.ts";
import { checkWatchOptions, integerOf, isSet, resourceVersionOf } from "./list-query.ts";
import { type IncludeObject, tableOf } from "./table.ts";

const TIMEOUT_DEFAULT_S = 30 * 60;
/** As long as a timer of the host can be. */
const TIMEOUT_MAX_S = 2_147_483;
const BOOKMARK_EVERY_MS = 60_000;

/** @throws ApiError BadRequest or Invalid for a query that makes no sense; later failures are events of the stream. */
export function watchStream(
  options: HandlerOptions,
  kind: AnyKind,
  selection: Selection,
  query: URLSearchParams,
  include: IncludeObject | undefined,
): Stream {
  createFilter(kind, selection);
  checkWatchOptions(query);
  const timeoutMs = 1000 * Math.min(integerOf(query, "timeoutSeconds") || TIMEOUT_DEFAULT_S, TIMEOUT_MAX_S);
  const sendsInitial = isSet(query, "sendInitialEvents");
  const version = resourceVersionOf(query);
  const bookmarks = isSet(query, "allowWatchBookmarks");
  return {
    contentType: "application/json",
    start(write, end) {
      const stops: (() => void)[] = [];
      const stop = (): void => {
        for (const each of stops.splice(0)) each();
      };
      const finish = (): void => {
        stop();
        end();
      };
      const send = (type: string, object: unknown): void => write(`${JSON.stringify({ type, object })}\n`);
      const shown = (object: KubeObject): unknown =>
        include === undefined ? object : tableOf(kind, [object], options.now(), include);
      const bookmark = (annotations?: Record<string, string>): void =>
        send("BOOKMARK", {
          kind: kind.kind,
          apiVersion: kind.apiVersion,
          metadata: {
            resourceVersion: latest(options, kind),
            creationTimestamp: null,
            ...(annotations === undefined ? {} : { annotations }),
          },
        });
      const from = sendsInitial || version === "" || version === "0" ? {} : { resourceVersion: version };
      try {
        stops.push(
          options.api.watch(kind, { ...selection, ...from }, (event: WatchEvent<KubeObject>) =>
            send(event.type, shown(event.object)),
          ),
        );
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        send("ERROR", error.toStatus());
        finish();
        return stop;
      }
      if (sendsInitial) bookmark({ "k8s.io/initial-events-end": "true" });
      if (bookmarks) repeat(options, BOOKMARK_EVERY_MS, bookmark, stops);
      stops.push(options.after(timeoutMs, finish));
      return stop;
    },
  };
}

function latest(options: HandlerOptions, kind: AnyKind): string {
  return options.api.list(kind, { limit: 1 }).resourceVersion;
}

function repeat(options: HandlerOptions, everyMs: number, call: () => void, stops: (() => void)[]): void {
  let cancel = (): void => {};
  const next = (): void => {
    cancel = options.after(everyMs, () => {
      call();
      next();
    });
  };
  next();
  stops.push(() => cancel());
}
