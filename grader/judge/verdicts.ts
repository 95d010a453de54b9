/** Runs the checks of an exercise in their order, and gives the verdict on each: passed, failed with a reason and a hint, or not run. */
import type { Language } from "service-bootcamp";
import type { Check } from "../check/check.ts";
import type { CheckContext } from "../check/context.ts";
import { readCommands } from "../diagnosis/commands/index.ts";
import type { Finding } from "../diagnosis/diagnosis.ts";
import { type CheckResult, clip, notRun, reportThisFault, type TranscriptEntry } from "../result.ts";
import type { Text } from "../text.ts";
import { type Failure, failureOf } from "./failure.ts";
import { withCommands } from "./hint.ts";
import { Parts } from "./parts.ts";
import { EVENTS_MAX } from "./replay.ts";

export interface Verdicts {
  readonly results: readonly CheckResult[];
  /** Whether a check failed by a fault of its own, so that the answer is not graded. */
  readonly isBroken: boolean;
}

/** @param transcript of the learner's commands; what they were told goes along with the first hint that a learner sees. */
export async function runChecks(
  checks: readonly Check[],
  context: Omit<CheckContext, "part">,
  transcript: readonly TranscriptEntry[],
  lang: Language,
): Promise<Verdicts> {
  let said = readCommands(transcript, context.cluster);
  const results: CheckResult[] = [];
  const done = new Set<string>();
  let isBroken = false;
  for (const check of checks) {
    const missing = checks.find(({ id }) => check.dependsOn?.includes(id) && !done.has(id));
    if (missing !== undefined) {
      results.push(notRun(check, waitsFor(missing), empty, lang));
      continue;
    }
    const result = await runCheck(check, context, said, lang);
    if (result.status === "passed") done.add(check.id);
    if (result.status === "not-run") isBroken = true;
    if (result.status === "failed" && check.visibility === "visible") said = [];
    results.push(result);
  }
  return { results, isBroken };
}

async function runCheck(
  check: Check,
  context: Omit<CheckContext, "part">,
  said: readonly Finding[],
  lang: Language,
): Promise<CheckResult> {
  const parts = new Parts(check);
  try {
    context.cluster.limitEvents(EVENTS_MAX);
    await check.run({ ...context, part: parts.ask });
    const { earned, failure } = parts.result();
    return failure === undefined ? passed(check, lang) : failed(check, earned, failure, said, lang);
  } catch (error) {
    const failure = failureOf(check, error);
    if (failure === undefined) return notRun(check, checkFailed(error), reportThisFault, lang);
    return failed(check, 0, failure, said, lang);
  }
}

function passed({ id, title, points, visibility }: Check, lang: Language): CheckResult {
  const nothing = { why: "", hint: "", expected: null, actual: null };
  return { id, title: title[lang], status: "passed", points, score: points, ...nothing, visibility };
}

function failed(
  { id, title, points, visibility }: Check,
  score: number,
  failure: Failure,
  said: readonly Finding[],
  lang: Language,
): CheckResult {
  const { why, expected, actual } = failure;
  const { hint, cause } = withCommands(failure, said);
  return {
    id,
    title: title[lang],
    status: "failed",
    points,
    score,
    why: clip(why[lang]),
    hint: clip(hint[lang]),
    expected: plain(expected),
    actual: plain(actual),
    visibility,
    ...(cause === undefined ? {} : { cause }),
  };
}

/** Only plain data leaves the judge; what is none, such as a value that holds itself, leaves as what JavaScript calls it. */
function plain(value: unknown): unknown {
  try {
    return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as unknown);
  } catch {
    return String(value);
  }
}

const empty: Text = { en: "", ko: "" };

function checkFailed(error: unknown): Text {
  const message = error instanceof Error ? error.message : String(error);
  return {
    en: `The check failed by a fault of its own: ${message}`,
    ko: `검사 자체가 실패했습니다: ${message}`,
  };
}

function waitsFor({ title }: Check): Text {
  return { en: `Checked once this passes: ${title.en}`, ko: `먼저 통과해야 합니다: ${title.ko}` };
}
