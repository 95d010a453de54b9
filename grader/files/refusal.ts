/** Refusals: why a submission is not read any further, and what the learner can do about it. */
import type { Text } from "../text.ts";
import { limits } from "./limits.ts";

/** Thrown where the fault is in the submission, never in the grader. */
export class SubmissionRefused extends Error {
  override readonly name = "SubmissionRefused";
  readonly why: Text;
  readonly hint: Text;

  constructor(why: Text, hint: Text) {
    super(why.en);
    this.why = why;
    this.hint = hint;
  }
}

export function tooMuch(en: string, ko: string, budget: keyof typeof limits): SubmissionRefused {
  const amount = limits[budget].toLocaleString("en-US");
  return new SubmissionRefused(
    { en: `${en}: the limit is ${amount} (${budget})`, ko: `${ko}. 한도는 ${amount}입니다(${budget})` },
    { en: "Submit only your manifests and commands.sh", ko: "매니페스트와 commands.sh만 제출하세요" },
  );
}

export function refusedName(path: string, en: string, ko: string): SubmissionRefused {
  const shown = JSON.stringify(path.slice(0, limits.pathLengthMax));
  return new SubmissionRefused(
    { en: `${en}: ${shown}`, ko: `${ko}: ${shown}` },
    {
      en: "Put your exercise folders into one folder and submit that, packed by your system's own zip",
      ko: "연습 폴더를 한 폴더에 모아 운영체제의 압축 기능으로 다시 묶어 제출하세요",
    },
  );
}
