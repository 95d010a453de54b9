/**
 * A learner's process: reads one submission and grades what it holds. Its parent takes points and titles from the course. As it is
 * built, `start-worker.ts` starts it.
 */
import { join } from "node:path";
import type { Check } from "../check/check.ts";
import { loadChecks, loadVisibleChecks } from "../check/check-module.ts";
import { type Exercise, ExerciseError, loadExercise } from "../course/exercise.ts";
import { readFolderIfAny } from "../files/folder.ts";
import { SubmissionRefused } from "../files/refusal.ts";
import { judge } from "../judge/judge.ts";
import { hashAnswer } from "../submission/answer.ts";
import { readSubmission, type Submission } from "../submission/submission.ts";
import { sendMessage, serveOneJob } from "./child.ts";
import type { Grading, Job, Message, Rehearsal } from "./messages.ts";

/** What follows a rehearsal, in which nothing of a learner's was read. */
let afterRehearsal = (): void => {};

export function onRehearsal(callback: () => void): void {
  afterRehearsal = callback;
}

serveOneJob<Job>((job) => ("rehearsed" in job ? rehearse(job) : grade(job)));

async function rehearse({ rehearsed, withHidden, ...options }: Rehearsal): Promise<void> {
  const loaded: { readonly exercise: Exercise; readonly checks: readonly Check[] }[] = [];
  for (const folder of rehearsed) {
    try {
      const exercise = loadExercise(folder);
      const checks = await checksOf(exercise, withHidden);
      loaded.push({ exercise, checks });
      send({ type: "checks", checks: checks.map(({ run: _, ...facts }) => facts) });
    } catch (error) {
      if (!(error instanceof ExerciseError)) throw error;
      send({ type: "broken", why: error.message });
    }
  }
  for (const { exercise, checks } of loaded.slice(0, 1))
    await judge(exercise, checks, readFolderIfAny(join(exercise.folder, "solution")), options);
  afterRehearsal();
  send({ type: "done" });
}

async function grade(job: Grading): Promise<void> {
  const submission = await read(job);
  if (submission === undefined) return;
  const { sha256, submittedAt, exercises, notes } = submission;
  const hashes = [...exercises].map(([id, files]) => [id, hashAnswer(files)] as const);
  const answers: Readonly<Record<string, string>> = Object.fromEntries(hashes);
  send({ type: "submission", sha256, submittedAt, answers, notes });
  for (const id of job.toGrade) {
    const files = exercises.get(id);
    if (files === undefined || answers[id] === job.known[id]) continue;
    const exercise = loadExercise(join(job.courseFolder, id), job.draw);
    const checks = await checksOf(exercise, job.withHidden);
    send({ type: "exercise", result: await judge(exercise, checks, files, job) });
  }
  send({ type: "done" });
}

function checksOf(exercise: Exercise, withHidden: boolean): Promise<readonly Check[]> {
  return withHidden ? loadChecks(exercise) : loadVisibleChecks(exercise);
}

async function read({ paths, exerciseIds, ...options }: Grading): Promise<Submission | undefined> {
  try {
    return await readSubmission(paths, exerciseIds, options);
  } catch (error) {
    if (!(error instanceof SubmissionRefused)) throw error;
    send({ type: "refused", why: error.why, hint: error.hint });
    return undefined;
  }
}

function send(message: Message): void {
  sendMessage(message);
}
