/** Grades one answer to one exercise: replay, then the checks in their order on that one cluster. */
import { AssertionError } from "chai";
import type { Language } from "service-bootcamp";
import type { Check } from "../check/check.ts";
import { type CheckContext, createContext } from "../check/context.ts";
import type { Exercise } from "../course/exercise.ts";
import { expect } from "../expect/index.ts";
import { QuestionFailed } from "../expect/question.ts";
import type { Files } from "../files/limits.ts";
import {
  type CheckResult,
  clip,
  type ExerciseResult,
  notRun,
  type TranscriptEntry,
  tellTheAuthor,
  unchecked,
} from "../result.ts";
import type { Text } from "../text.ts";
import { type Replay, replay } from "./replay.ts";

export interface JudgeOptions {
  readonly seed: number;
  readonly lang: Language;
}

/** Never throws: what cannot be judged has the status `error`, and says why. */
export async function judge(
  exercise: Exercise,
  checks: readonly Check[],
  files: Files,
  options: JudgeOptions,
): Promise<ExerciseResult> {
  const startedMs = performance.now();
  const result = await judgeUntimed(exercise, checks, files, options);
  return { ...result, durationMs: Math.round(performance.now() - startedMs) };
}

async function judgeUntimed(
  exercise: Exercise,
  checks: readonly Check[],
  files: Files,
  { seed, lang }: JudgeOptions,
): Promise<ExerciseResult> {
  let replayed: Replay;
  try {
    replayed = await replay(exercise, files, seed);
  } catch (error) {
    return unchecked({ id: exercise.id, checks }, "error", replayFailed(error), tellTheAuthor, lang);
  }
  const { cluster, servicesBefore, transcript } = replayed;
  try {
    const context = createContext({
      cluster,
      servicesBefore,
      expect,
      proxyMode: exercise.cluster?.proxyMode ?? "ipvs",
    });
    const complaint = complaintOf(transcript);
    const { results, isBroken } = await runChecks(checks, context, complaint, lang);
    return {
      id: exercise.id,
      status: isBroken ? "error" : "graded",
      score: sum(results.map(({ score }) => score)),
      maxScore: sum(checks.map(({ points }) => points)),
      checks: results,
      transcript,
      durationMs: 0,
    };
  } finally {
    await cluster.close();
  }
}

async function runChecks(
  checks: readonly Check[],
  context: CheckContext,
  complaint: Text,
  lang: Language,
): Promise<{ results: readonly CheckResult[]; isBroken: boolean }> {
  const results: CheckResult[] = [];
  const passed = new Set<string>();
  let isBroken = false;
  for (const check of checks) {
    const missing = checks.find(({ id }) => check.dependsOn?.includes(id) && !passed.has(id));
    if (missing !== undefined) {
      results.push(notRun(check, waitsFor(missing), empty, lang));
      continue;
    }
    const result = await runCheck(check, context, complaint, lang);
    if (result.status === "passed") passed.add(check.id);
    if (result.status === "not-run") isBroken = true;
    results.push(result);
  }
  return { results, isBroken };
}

async function runCheck(
  check: Check,
  context: CheckContext,
  complaint: Text,
  lang: Language,
): Promise<CheckResult> {
  const { id, title, points, visibility } = check;
  try {
    await check.run(context);
    return {
      id,
      title: title[lang],
      status: "passed",
      points,
      score: points,
      why: "",
      hint: "",
      expected: null,
      actual: null,
      visibility,
    };
  } catch (error) {
    if (!(error instanceof AssertionError)) return notRun(check, checkFailed(error), tellTheAuthor, lang);
    const { why, hint, expected, actual } = failureOf(check, error);
    return {
      id,
      title: title[lang],
      status: "failed",
      points,
      score: 0,
      why: clip(why[lang]),
      hint: clip([hint[lang], complaint[lang]].filter((sentence) => sentence !== "").join(". ")),
      expected: plain(expected),
      actual: plain(actual),
      visibility,
    };
  }
}

function failureOf(
  check: Check,
  error: Error,
): { why: Text; hint: Text; expected: unknown; actual: unknown } {
  const { expected, actual } = error as { expected?: unknown; actual?: unknown };
  const asked = error instanceof QuestionFailed ? error : undefined;
  const sentence: Text = { en: error.message, ko: error.message };
  return {
    why: asked?.why ?? check.why ?? sentence,
    hint: asked?.hint ?? check.hint ?? empty,
    expected,
    actual,
  };
}

/** What a command of the learner said when it failed: often the root of everything after it. */
function complaintOf(transcript: readonly TranscriptEntry[]): Text {
  const lines = transcript.flatMap(({ stderr, exitCode }) =>
    stderr.split("\n").filter((line) => (exitCode !== 0 && line.trim() !== "") || ERROR_LINE.test(line)),
  );
  const first = lines.find((line) => !line.startsWith("Warning:"));
  return first === undefined ? empty : { en: `A command answered: ${first}`, ko: `명령의 응답: ${first}` };
}

const ERROR_LINE = /^(error|Error from server|The \w+ .* is invalid|bash:|sh:|curl:|wget:)/;

/** Only plain data leaves the judge. */
function plain(value: unknown): unknown {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as unknown);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

const empty: Text = { en: "", ko: "" };

function replayFailed(error: unknown): Text {
  const { message } = error as Error;
  return {
    en: `The answer could not be replayed: ${message}`,
    ko: `답을 다시 실행하지 못했습니다: ${message}`,
  };
}

function checkFailed(error: unknown): Text {
  const { message } = error as Error;
  return { en: `The check itself fell over: ${message}`, ko: `검사 자체가 실패했습니다: ${message}` };
}

function waitsFor({ title }: Check): Text {
  return { en: `Checked once this passes: ${title.en}`, ko: `먼저 통과해야 합니다: ${title.ko}` };
}
