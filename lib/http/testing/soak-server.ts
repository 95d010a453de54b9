/** The served cluster of a soak, in a process of its own so that its memory is nobody else's. Answers what its parent asks. */
import { kinds } from "../../api/kinds/index.ts";
import { createCluster } from "../../cluster.ts";
import { type Picture, pictureOf } from "./followers.ts";

export type Question = "sample" | "picture" | "close";

/** The kubeconfig first, then an answer to each question. */
export type Told =
  | { readonly kubeconfig: string }
  | { readonly sample: Sample }
  | { readonly picture: readonly (readonly [string, string])[] };

export interface Sample {
  /** In use after a full collection. */
  readonly heapBytes: number;
  readonly objects: number;
  readonly events: number;
  /** All objects as JSON. */
  readonly objectBytes: number;
  /** How far simulated time is behind the host's since the listener opened. */
  readonly behindMs: number;
  /** What this process has used so far. */
  readonly cpuMs: number;
}

const cluster = await createCluster({ epochMs: Date.now() });
const listener = await cluster.serve();
const [openedAt, simulatedAt] = [Date.now(), cluster.now];
const tell = (told: Told): void => void process.send?.(told);

process.on("message", (question: Question) => {
  if (question === "sample") tell({ sample: sample() });
  else if (question === "picture") tell({ picture: [...picture()] });
  else void cluster.close().then(() => process.disconnect());
});
// A parent that was killed asks nothing more.
process.once("disconnect", () => process.exit());
tell({ kubeconfig: listener.kubeconfig });

function picture(): Picture {
  return pictureOf(kinds, (kind) => cluster.api.list(kind).items);
}

function sample(): Sample {
  const behindMs = Date.now() - openedAt - (cluster.now - simulatedAt);
  const { user, system } = process.cpuUsage();
  const lists = new Map(kinds.map((kind) => [kind.plural, cluster.api.list(kind).items]));
  const objects = [...lists.values()].flat();
  globalThis.gc?.();
  return {
    heapBytes: process.memoryUsage().heapUsed,
    objects: objects.length,
    events: lists.get("events")?.length ?? 0,
    objectBytes: objects.reduce((sum, object) => sum + JSON.stringify(object).length, 0),
    behindMs,
    cpuMs: (user + system) / 1000,
  };
}
