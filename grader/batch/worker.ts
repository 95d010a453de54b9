/**
 * A learner's process: reads a submission and grades what it holds, and then perhaps the next. Its parent takes points and titles from
 * the course. As it is built, `start-worker.ts` starts it.
 */
import { join } from "node:path";
import { letterOf } from "service-bootcamp";
import type { Check } from "../check/check.ts";
import { loadChecks, loadVisibleChecks } from "../check/check-module.ts";
import { type Exercise, ExerciseError, loadExercise } from "../course/exercise.ts";
import type { Draw } from "../course/variants.ts";
import { readFolderIfAny } from "../files/folder.ts";
import { SubmissionRefused } from "../files/refusal.ts";
import { judge } from "../judge/judge.ts";
import { hashAnswer } from "../judge/same-answer.ts";
import { soundPredictions } from "../submission/predictions.ts";
import { readSubmission, type Submission } from "../submission/submission.ts";
import { sendMessage, serveJobs } from "./child.ts";
import type { Grading, Job, Message, Rehearsal } from "./messages.ts";

/** What follows a rehearsal, in which nothing of a learner's was read. */
let afterRehearsal = (): void => {};

export function onRehearsal(callback: () => void): void {
  afterRehearsal = callback;
}

serveJobs<Job>(async (job) => {
  await ("rehearsed" in job ? rehearse(job) : grade(job));
  send({ type: "done", residentMb: Math.round(process.memoryUsage.rss() / 2 ** 20) });
});

/** What was loaded for earlier learners of this process: a check knows nothing of any of them. */
const loaded = new Map<string, readonly Check[]>();

/** @throws ExerciseError */
async function checksOf(exercise: Exercise, withHidden: boolean): Promise<readonly Check[]> {
  const name = `${exercise.folder} ${withHidden}`;
  const checks = loaded.get(name) ?? (await (withHidden ? loadChecks : loadVisibleChecks)(exercise));
  loaded.set(name, checks);
  return checks;
}

async function rehearse({ rehearsed, withHidden, ...options }: Rehearsal): Promise<void> {
  const sound: { readonly exercise: Exercise; readonly checks: readonly Check[] }[] = [];
  for (const folder of rehearsed) {
    try {
      const exercise = loadExercise(folder);
      const checks = await checksOf(exercise, withHidden);
      sound.push({ exercise, checks });
      send({ type: "checks", checks: checks.map(({ run: _, ...facts }) => facts) });
    } catch (error) {
      if (!(error instanceof ExerciseError)) throw error;
      send({ type: "broken", why: error.message });
    }
  }
  for (const { exercise, checks } of sound.slice(0, 1))
    await judge(exercise, checks, readFolderIfAny(join(exercise.folder, "solution")), options);
  afterRehearsal();
}

async function grade(job: Grading): Promise<void> {
  const submission = await read(job);
  if (submission === undefined) return;
  const { sha256, submittedAt, exercises, notes } = submission;
  const given = job.toGrade.flatMap((id) => {
    const files = exercises.get(id);
    if (files === undefined) return [];
    const exercise = exerciseFor(join(job.courseFolder, id), job.draw);
    return [{ exercise, files, answer: hashAnswer(exercise, files) }];
  });
  const answers = Object.fromEntries(given.map(({ exercise: { id }, answer }) => [id, answer]));
  const typed = submission.predictions.map((each) => ({ ...each, choice: letterOf(each.choice) }));
  const predictions = soundPredictions(typed);
  send({ type: "submission", sha256, submittedAt, answers, predictions, notes });
  for (const { exercise, files, answer } of given) {
    if (job.known[exercise.id]?.includes(answer)) continue;
    const checks = await checksOf(exercise, job.withHidden);
    send({ type: "exercise", result: await judge(exercise, checks, files, job) });
  }
}

/** Those in which nothing differs from learner to learner. */
const common = new Map<string, Exercise>();

function exerciseFor(folder: string, draw: Draw | undefined): Exercise {
  const known = common.get(folder);
  if (known !== undefined) return known;
  const exercise = loadExercise(folder, draw);
  if (Object.keys(exercise.variants).length === 0) common.set(folder, exercise);
  return exercise;
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
