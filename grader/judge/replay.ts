/** Replays an answer on a fresh cluster: the exercise's starting state, then the learner's commands or manifests. */
import {
  type Cluster,
  createCluster,
  LoopError,
  type Node,
  nodes,
  type OnOutput,
  type Service,
  services,
} from "service-bootcamp";
import { ANSWER_FILE } from "../check/answers.ts";
import { type Exercise, ExerciseError } from "../course/exercise.ts";
import type { Files } from "../files/limits.ts";
import { clip, type TranscriptEntry } from "../result.ts";
import { runScript } from "../script.ts";
import { answerOf } from "../submission/answer.ts";
import type { Text } from "../text.ts";
import { commandsOf } from "./commands.ts";

export interface Replay {
  readonly cluster: Cluster;
  /** All Services after setup.sh, before the learner's first command. */
  readonly servicesBefore: readonly Service[];
  readonly nodesBefore: readonly Node[];
  /** The text of answer.yaml, if there is one. */
  readonly answers: string | undefined;
  readonly transcript: readonly TranscriptEntry[];
  /** What was not used as a learner might expect, and what was. */
  readonly notes: readonly Text[];
}

/** How much may happen in the cluster by the learner's commands, and again in each check: the same on every machine (eventsMax). */
export const EVENTS_MAX = 250_000;
/** How long background jobs go on after the last command, in simulated time, and how often they may call kubectl. */
const JOBS_LIMIT = "1h";
const JOBS_KUBECTL_CALLS_MAX = 200;
/** Entries of a transcript for one script (commandsMax); the rest of a longer one is one entry. */
const COMMANDS_MAX = 200;
/** Characters of one command's output in a result (outputMax). */
const OUTPUT_MAX = 19_000;

/**
 * @returns the settled cluster, which the caller closes.
 * @throws ExerciseError when the exercise's own setup fails. A learner's mistakes are in the transcript.
 */
export async function replay(exercise: Exercise, submitted: Files, seed: number): Promise<Replay> {
  const replayed = await replayCommands(exercise, submitted, seed);
  try {
    await comeToRest(replayed.cluster);
    return replayed;
  } catch (error) {
    await replayed.cluster.close();
    throw error;
  }
}

/**
 * As replay, and leaves the cluster as it is right after the last command.
 * @param onlyThese instead of all commands of the answer.
 */
export async function replayCommands(
  exercise: Exercise,
  submitted: Files,
  seed: number,
  onlyThese?: readonly string[],
): Promise<Replay> {
  const { files, notes: unread } = answerOf(submitted);
  const cluster = await startingCluster(exercise, seed);
  try {
    const servicesBefore = cluster.api.list(services).items;
    const nodesBefore = cluster.api.list(nodes).items;
    cluster.limitEvents(EVENTS_MAX);
    const { commands, notes } = commandsOf(exercise, files);
    const transcript = await runAll(cluster, onlyThese ?? commands, files);
    const answers = files.get(ANSWER_FILE);
    return { cluster, answers, servicesBefore, nodesBefore, transcript, notes: [...unread, ...notes] };
  } catch (error) {
    await cluster.close();
    throw error;
  }
}

/**
 * @returns the cluster as the learner finds it, which the caller closes. One seed gives one cluster, down to names and uids.
 * @throws ExerciseError when the exercise's own setup fails.
 */
export async function startingCluster(exercise: Exercise, seed: number): Promise<Cluster> {
  const cluster = await createCluster({ seed, ...exercise.cluster, realNetwork: false });
  try {
    for (const { address, ...host } of exercise.hosts ?? []) cluster.mockHost(address, host);
    await setUp(cluster, exercise);
    return cluster;
  } catch (error) {
    await cluster.close();
    throw error;
  }
}

async function setUp(cluster: Cluster, exercise: Exercise): Promise<void> {
  const { stderr, exitCode } = await cluster.run(exercise.setup, {
    files: Object.fromEntries(exercise.start),
  });
  if (exitCode !== 0)
    throw new ExerciseError(`${exercise.id}/setup.sh ended with ${exitCode}: ${stderr.trim()}`);
  await cluster.settle();
}

async function runAll(
  cluster: Cluster,
  commands: readonly string[],
  files: Files,
): Promise<readonly TranscriptEntry[]> {
  const transcript: TranscriptEntry[] = [];
  const startedAt = cluster.now;
  let written = Object.fromEntries(files);
  for (const command of commands) {
    transcript.push(...(await run(cluster, command, written, startedAt)));
    written = {}; // what a command changed in its files stays
  }
  return transcript;
}

/** @returns an entry for each command of the script. */
async function run(
  cluster: Cluster,
  script: string,
  files: Readonly<Record<string, string>>,
  startedAt: number,
): Promise<readonly TranscriptEntry[]> {
  const entries: TranscriptEntry[] = [];
  let printed = { stdout: "", stderr: "", output: "" };
  const onOutput: OnOutput = (text, stream) => {
    printed[stream] += text;
    printed.output += text;
  };
  const add = (command: string, exitCode: number, at: number): void => {
    entries.push({
      command: clip(command, OUTPUT_MAX),
      stdout: clip(printed.stdout, OUTPUT_MAX),
      stderr: clip(printed.stderr, OUTPUT_MAX),
      output: clip(printed.output, OUTPUT_MAX),
      exitCode,
      atMs: Math.round(at - startedAt),
    });
    printed = { stdout: "", stderr: "", output: "" };
  };
  const exitCode = await runScript(cluster, script, {
    files,
    onOutput,
    onStatement: ({ text, exitCode: code, at }) => {
      // What comes after the last entry is told with the end of the script.
      if (entries.length < COMMANDS_MAX - 1) add(text, code, at);
    },
  });
  if (printed.output === "" && entries.length > 0) return entries;
  // Why a command was stopped in the middle is said behind it; a script that cannot be read to its end is a thing of its own.
  const stopped = entries.at(-1)?.exitCode === 0 ? undefined : entries.pop();
  printed.stdout = `${stopped?.stdout ?? ""}${printed.stdout}`;
  printed.stderr = `${stopped?.stderr ?? ""}${printed.stderr}`;
  printed.output = `${stopped?.output ?? ""}${printed.output}`;
  add(stopped?.command ?? script, exitCode, cluster.now);
  return entries;
}

/** What the answer still does by itself belongs to it. A cluster that never comes to rest still answers requests, so its checks are run. */
async function comeToRest(cluster: Cluster): Promise<void> {
  try {
    await cluster.endJobs(JOBS_LIMIT, JOBS_KUBECTL_CALLS_MAX);
    await cluster.settle();
  } catch (error) {
    if (!(error instanceof LoopError)) throw error;
  }
}
