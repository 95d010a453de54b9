/** The process of one learner: the worker, told that it lives shortly. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../project-root.ts";
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
