/** `await show.x()` for each picture x of the list: lets the cluster settle, draws what it is then, and puts it under the cell. */
import { ApiError } from "../api/api-error.ts";
import type { Cluster } from "../cluster.ts";
import type { Hop } from "../network/http.ts";
import { LoopError } from "../sim/loop.ts";
import { showPicture } from "./display.ts";
import type { Language } from "./language.ts";
import type { ClusterMemory } from "./pictures/cluster-memory.ts";
import * as pictures from "./pictures/index.ts";
import type { Picture } from "./pictures/picture.ts";
import type { Scene } from "./pictures/scene.ts";

/** How long a picture waits, in simulated time, where something in the cluster never comes to rest, such as a learner's loop. */
const SETTLE_LIMIT = "60s";

/** What a picture asks for besides the scene. */
type Options<Draw> = Draw extends (scene: never, ...options: infer Given) => Picture ? Given : never;

export type Show = {
  readonly [Name in keyof typeof pictures]: (...options: Options<(typeof pictures)[Name]>) => Promise<void>;
};

/** What there is to draw. */
export interface Drawable {
  /** Of the cluster as it is now. */
  readonly memory: ClusterMemory;
  /** The requests of the last `sh`, in order. */
  readonly hops: readonly Hop[];
  /** When that `sh` began, in simulated milliseconds since the cluster's start. */
  readonly startedAt: number;
}

/** @param drawable is asked anew for each picture. */
export function createShow(language: Language, drawable: () => Drawable): Show {
  const drawers: [string, (scene: Scene, ...options: never[]) => Picture][] = Object.entries(pictures);
  return Object.fromEntries(
    drawers.map(([name, draw]) => [
      name,
      async (...options: never[]) => {
        await settle(drawable().memory.cluster);
        const { memory, ...run } = drawable();
        showOrExplain(() => draw(sceneOf(memory, run, language), ...options));
      },
    ]),
  ) as Show;
}

function sceneOf(
  memory: ClusterMemory,
  { hops, startedAt }: Omit<Drawable, "memory">,
  language: Language,
): Scene {
  const { cluster, history, letters } = memory;
  return {
    cluster,
    hops,
    history,
    letters,
    language,
    changedSince: (service) => memory.drawnBefore(service, startedAt) ?? startedAt,
    noteDrawn: (service) => memory.noteDrawn(service),
  };
}

/** Until nothing is due any more; what never comes to rest is drawn as it is then. */
async function settle(cluster: Cluster): Promise<void> {
  try {
    await cluster.settle(SETTLE_LIMIT);
  } catch (error) {
    if (!(error instanceof LoopError)) throw error;
  }
}

/** A picture of what is not there is kubectl's sentence about it. */
function showOrExplain(draw: () => Picture): void {
  try {
    showPicture(draw());
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    process.stderr.write(`Error from server (${error.reason}): ${error.message}\n`);
  }
}
