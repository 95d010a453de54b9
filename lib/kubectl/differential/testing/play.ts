/**
 * Plays one case on a new cluster, with our kubectl or with the real one. Both see the same simulated instants: a call
 * begins on a whole second, reaches the server KUBECTL_MS later, and the next one begins on the next whole second, or
 * on the next whole minute after a call that waits.
 */

import type { ExecResult } from "../../../api/api.ts";
import { type Cluster, createCluster } from "../../../cluster.ts";
import type { CallStatement, Case } from "./case.ts";
import { normalise } from "./normalise.ts";
import { openRealKubectl, type Served } from "./real-kubectl.ts";
import { type Step, stepOf } from "./transcript.ts";

/** One side of the comparison. */
export interface Player {
  writeFile(path: string, text: string): Promise<void>;
  call(statement: CallStatement): Promise<ExecResult>;
  close(): Promise<void>;
}

/** How long our kubectl takes for a call (lib/cluster.ts). */
const KUBECTL_MS = 30;
const SECOND_MS = 1000;
const MINUTE_MS = 60_000;

/** @param binary path of a real kubectl; without one, ours answers. */
export async function play(each: Case, binary?: string): Promise<Step[]> {
  const steps: Step[] = [];
  for await (const step of stepsOf(each, binary)) steps.push(step);
  return steps;
}

/** The same, call by call. */
export async function* stepsOf({ statements }: Case, binary?: string): AsyncGenerator<Step, void> {
  const cluster = await createCluster({ seed: 1, pace: 0 });
  await beginNext(cluster, MINUTE_MS);
  const player =
    binary === undefined ? ourKubectl(cluster) : await openRealKubectl(served(cluster), binary, KUBECTL_MS);
  try {
    for (const statement of statements) {
      if ("path" in statement) await player.writeFile(statement.path, statement.text);
      else if ("seconds" in statement) await cluster.advance(statement.seconds * SECOND_MS);
      else {
        yield stepOf(statement.command, normalise(await player.call(statement)));
        await beginNext(cluster, statement.waits ? MINUTE_MS : SECOND_MS);
      }
    }
  } finally {
    await player.close();
    await cluster.close();
  }
}

/** Moves simulated time to the next multiple of so many milliseconds. */
async function beginNext(cluster: Cluster, multipleMs: number): Promise<void> {
  const { stdout } = await cluster.run("date +%s%3N");
  await cluster.advance(multipleMs - (Number(stdout) % multipleMs));
}

const served = (cluster: Cluster): Served => ({
  serve: (options) => cluster.serve({ ...options, frozen: true }),
  advance: (ms) => cluster.advance(ms),
});

function ourKubectl(cluster: Cluster): Player {
  return {
    writeFile: async (path, text) => void (await cluster.run(":", { files: { [path]: text } })),
    call: ({ command }) => cluster.run(command),
    close: async () => {},
  };
}
