/** The process that grades learners: the worker, for one of them alone or kept for the next. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../project-root.ts";
import type { Isolation } from "../result.ts";
import { flagsToStartWith, flagsToStayWith } from "../v8-flags.ts";
import { Child, type Ending, type JobOptions, programFile, runChildProcess } from "./child-process.ts";
import type { Job, Message } from "./messages.ts";

export interface LearnerProcessOptions {
  /** The program to start; tests give one that misbehaves. */
  readonly worker?: string | undefined;
  /** Default none. */
  readonly isolation?: Isolation | undefined;
}

/** A process that grades one learner after the other. */
export function startLearnerProcess({
  worker = ownWorker,
  isolation,
}: LearnerProcessOptions): Child<Message> {
  return new Child<Message>({ program: worker, flags: flagsToStayWith(process.versions.node), isolation });
}

/** One for a single job, as `runChildProcess`. */
export function runLearnerProcess(
  job: Job,
  { worker = ownWorker, ...options }: LearnerProcessOptions & JobOptions<Message>,
): Promise<Ending> {
  return runChildProcess<Message>(job, {
    ...options,
    program: worker,
    flags: flagsToStartWith(process.versions.node),
  });
}

/** What tells this grader from another one. The program that is built names its parts by what is in them. */
export function judgeIdentity(): string {
  return `${graderVersion()} ${ownWorker.endsWith(".ts") ? "" : readFileSync(ownWorker, "utf8")}`;
}

export function graderVersion(): string {
  const { version } = JSON.parse(readFileSync(join(projectRoot(), "grader", "package.json"), "utf8")) as {
    version: string;
  };
  return version;
}

const ownWorker = programFile("worker", new URL("worker.ts", import.meta.url));
