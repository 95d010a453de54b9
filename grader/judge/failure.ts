/** What went wrong in a check, as a learner reads it, and whose doing it was. */
import { AssertionError } from "chai";
import { ApiError, LoopError } from "service-bootcamp";
import { Explained } from "../check/because.ts";
import type { Check } from "../check/check.ts";
import { FailedLater } from "../check/failed-later.ts";
import { QuestionFailed } from "../expect/question.ts";
import { durationText, type Text } from "../text.ts";

export interface Failure {
  readonly why: Text;
  readonly hint: Text;
  /** The id of the diagnosis that found the hint. */
  readonly cause?: string | undefined;
  readonly expected?: unknown;
  readonly actual?: unknown;
}

/** @returns undefined for a fault of the check's own, which says nothing about the answer. */
export function failureOf(check: Check, error: unknown): Failure | undefined {
  if (error instanceof FailedLater) {
    const failure = failureOf(check, error.cause);
    return failure && { ...failure, why: later(error.after, failure.why) };
  }
  if (error instanceof Explained) {
    const { why, hint } = error;
    return { why, hint: hint ?? check.hint ?? empty };
  }
  if (error instanceof QuestionFailed) {
    const { why, finding, expected, actual } = error;
    return { why, hint: finding?.hint ?? check.hint ?? empty, cause: finding?.cause, expected, actual };
  }
  if (error instanceof AssertionError) {
    // An assertion of chai alone takes the sentences of the check.
    const { expected, actual } = error as { expected?: unknown; actual?: unknown };
    const why = check.why ?? noReason;
    return { why, hint: check.hint ?? empty, expected, actual };
  }
  if (error instanceof LoopError) return { why: restless(error), hint: restlessHint };
  if (error instanceof ApiError && OBJECTS_MAX.test(error.message))
    return { why: full(error), hint: fullHint };
  return undefined;
}

const empty: Text = { en: "", ko: "" };

/** Chai's own sentences are English and name no thing of the cluster. The proof does not accept a check that comes to this. */
export const noReason: Text = {
  en: "what this check asks for is not so",
  ko: "이 검사가 바라는 것과 다릅니다",
};

function later(after: string, why: Text): Text {
  const time = durationText(after);
  return {
    en: `it was right at first, and ${time.en} later it was not: ${why.en}`,
    ko: `처음에는 맞았지만 ${time.ko} 뒤에는 그렇지 않았습니다. ${why.ko}`,
  };
}

/** The cluster does more than fits into the budget of one check. */
function restless({ message }: LoopError): Text {
  return {
    en: `so much goes on in the cluster that the check could not come to its end: ${message}`,
    ko: `클러스터에서 일어나는 일이 너무 많아 검사를 끝내지 못했습니다: ${message}`,
  };
}

/** The budget in whose name the API refuses one more object. Checks make a few, so that it was the answer that used it up. */
const OBJECTS_MAX = /this cluster holds at most (\d+) (\S+) \(objectsMax\)/;

function full({ message }: ApiError): Text {
  const [said = "", count = "", kind = ""] = OBJECTS_MAX.exec(message) ?? [];
  return {
    en: `the cluster is so full that the check found no room for anything of its own: ${said}`,
    ko: `클러스터가 가득 차서 검사에 쓸 것을 만들지 못했습니다. 이 클러스터에는 ${kind} 오브젝트를 ${count}개까지 둘 수 있습니다(objectsMax)`,
  };
}

const fullHint: Text = {
  en: "Look for a number that is far too large, or a loop that makes objects: kubectl get all -A",
  ko: "지나치게 큰 수나 오브젝트를 계속 만드는 반복이 있는지 보세요: kubectl get all -A",
};

const restlessHint: Text = {
  en: "Look for Pods that work without a pause, or restart again and again: kubectl get pods -A, kubectl logs",
  ko: "쉬지 않고 일하거나 계속 재시작하는 파드가 있는지 보세요: kubectl get pods -A, kubectl logs",
};
