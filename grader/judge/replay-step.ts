/** Replays an answer as far as one of its steps, for looking around in the cluster as it was then. A step is an entry of the transcript. */
import type { Exercise } from "../course/exercise.ts";
import type { Files } from "../files/limits.ts";
import type { TranscriptEntry } from "../result.ts";
import { answerOf } from "../submission/answer.ts";
import { commandsOf } from "./commands.ts";
import { type Replay, replay, replayCommands } from "./replay.ts";

export interface ReplayedStep extends Replay {
  /** Of the whole answer; `transcript` is of what was run. */
  readonly steps: readonly TranscriptEntry[];
}

/**
 * @param step 0 is before the first one; default the end, when the answer has come to rest.
 * @returns undefined where there is no such step, or nobody can stop behind it. The caller closes the cluster.
 * @throws ExerciseError when the exercise's own setup fails.
 */
export async function replayStep(
  exercise: Exercise,
  submitted: Files,
  seed: number,
  step?: number,
): Promise<ReplayedStep | undefined> {
  const whole = await replay(exercise, submitted, seed);
  const steps = whole.transcript;
  if (step === undefined) return { ...whole, steps };
  await whole.cluster.close();
  if (step > steps.length) return undefined;
  for (const commands of commandsUpTo(exercise, submitted, steps, step)) {
    const replayed = await replayCommands(exercise, submitted, seed, commands);
    if (isSame(replayed.transcript, steps.slice(0, step))) return { ...replayed, steps };
    await replayed.cluster.close();
  }
  return undefined;
}

/**
 * What may be the commands of the first steps. Where a script has to end behind a step, it ends before the text of the next one; this
 * text may stand more than once in it, so the last place of it at which the script is no longer than its steps is the right one.
 */
function commandsUpTo(
  exercise: Exercise,
  submitted: Files,
  steps: readonly TranscriptEntry[],
  step: number,
): readonly (readonly string[])[] {
  const { commands } = commandsOf(exercise, answerOf(submitted).files);
  // Each command but the last is an apply, which is one step.
  if (step < commands.length) return [commands.slice(0, step)];
  const next = steps[step]?.command;
  if (next === undefined) return [commands];
  const [script = ""] = commands.slice(-1);
  return placesOf(next, script)
    .reverse()
    .map((place) => [...commands.slice(0, -1), script.slice(0, place)]);
}

function placesOf(text: string, script: string): number[] {
  const places: number[] = [];
  for (let at = script.indexOf(text); at >= 0; at = script.indexOf(text, at + 1)) places.push(at);
  return places;
}

function isSame(run: readonly TranscriptEntry[], wanted: readonly TranscriptEntry[]): boolean {
  return run.length === wanted.length && run.every(({ command }, at) => command === wanted[at]?.command);
}
