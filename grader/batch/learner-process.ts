/** The process of one learner: the worker, told that it lives shortly. */
import { flagsToStartWith } from "../v8-flags.ts";
import { type ChildProcessOptions, type Ending, programFile, runChildProcess } from "./child-process.ts";
import type { Job, Message } from "./messages.ts";

export interface LearnerProcessOptions
  extends Pick<ChildProcessOptions<Message>, "firstLimitMs" | "onMessage"> {
  /** The program to start; tests give one that misbehaves. */
  readonly worker?: string;
}

/** As `runChildProcess`. */
export function runLearnerProcess(
  job: Job,
  { worker = ownWorker, ...options }: LearnerProcessOptions,
): Promise<Ending> {
  const flags = flagsToStartWith(process.versions.node);
  return runChildProcess<Message>(job, { ...options, program: worker, flags });
}

const ownWorker = programFile("worker", new URL("worker.ts", import.meta.url));
