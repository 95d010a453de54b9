/** Runs the checks of an exercise in their order, and gives the verdict on each: passed, failed with a reason and a hint, or not run. */
import { AssertionError } from "chai";
import type { Language } from "service-bootcamp";
import type { Check } from "../check/check.ts";
import type { CheckContext } from "../check/context.ts";
import { QuestionFailed } from "../expect/question.ts";
import { type CheckResult, clip, notRun, reportThisFault, type TranscriptEntry } from "../result.ts";
import type { Text } from "../text.ts";

export interface Verdicts {
  readonly results: readonly CheckResult[];
  /** Whether a check failed by a fault of its own, so that the answer is not graded. */
  readonly isBroken: boolean;
}

/** @param transcript of the learner's commands; the first error in it goes along with every hint. */
export async function runChecks(
  checks: readonly Check[],
  context: CheckContext,
  transcript: readonly TranscriptEntry[],
  lang: Language,
): Promise<Verdicts> {
  const firstError = firstErrorOf(transcript);
  const results: CheckResult[] = [];
  const passed = new Set<string>();
  let isBroken = false;
  for (const check of checks) {
    const missing = checks.find(({ id }) => check.dependsOn?.includes(id) && !passed.has(id));
    if (missing !== undefined) {
      results.push(notRun(check, waitsFor(missing), empty, lang));
      continue;
    }
    const result = await runCheck(check, context, firstError, lang);
    if (result.status === "passed") passed.add(check.id);
    if (result.status === "not-run") isBroken = true;
    results.push(result);
  }
  return { results, isBroken };
}

async function runCheck(
  check: Check,
  context: CheckContext,
  firstError: Text,
  lang: Language,
): Promise<CheckResult> {
  const { id, points, visibility } = check;
  const title = check.title[lang];
  try {
    await check.run(context);
    const nothing = { why: "", hint: "", expected: null, actual: null };
    return { id, title, status: "passed", points, score: points, ...nothing, visibility };
  } catch (error) {
    if (!(error instanceof AssertionError)) return notRun(check, checkFailed(error), reportThisFault, lang);
    const { why, hint, cause, expected, actual } = failureOf(check, error);
    return {
      id,
      title,
      status: "failed",
      points,
      score: 0,
      why: clip(why[lang]),
      hint: clip([hint[lang], firstError[lang]].filter((sentence) => sentence !== "").join(". ")),
      expected: plain(expected),
      actual: plain(actual),
      visibility,
      ...(cause === undefined ? {} : { cause }),
    };
  }
}

/** A question of grader/expect brings its own sentences; an assertion of chai alone takes those of the check. */
function failureOf(
  check: Check,
  error: Error,
): { why: Text; hint: Text; cause: string | undefined; expected: unknown; actual: unknown } {
  const { expected, actual } = error as { expected?: unknown; actual?: unknown };
  const question = error instanceof QuestionFailed ? error : undefined;
  const sentence: Text = { en: error.message, ko: error.message };
  return {
    why: question?.why ?? check.why ?? sentence,
    hint: question?.finding?.hint ?? check.hint ?? empty,
    cause: question?.finding?.cause,
    expected,
    actual,
  };
}

/** What the first failed command of the learner printed: often everything after it fails for the same reason. */
export function firstErrorOf(transcript: readonly TranscriptEntry[]): Text {
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

const empty: Text = { en: "", ko: "" };

function checkFailed(error: unknown): Text {
  const { message } = error as Error;
  return {
    en: `The check failed by a fault of its own: ${message}`,
    ko: `검사 자체가 실패했습니다: ${message}`,
  };
}

function waitsFor({ title }: Check): Text {
  return { en: `Checked once this passes: ${title.en}`, ko: `먼저 통과해야 합니다: ${title.ko}` };
}
