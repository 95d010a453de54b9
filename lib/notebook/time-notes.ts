/** What is said of a command that took long in simulated time, which for the learner was a moment. */
import type { Language } from "./language.ts";
import { spanOf } from "./spans.ts";

export interface LongCommand {
  /** As it was typed. */
  readonly text: string;
  readonly exitCode: number;
  readonly tookMs: number;
}

const LONG_MS = 3_600_000;
/** When nothing has changed for as long, a watch ends by itself; at the latest after an hour. */
const WATCH_IDLE_MS = 60_000;
const WATCH_MS_MAX = 3_600_000;

const WATCH = /(?:^|[\s;|&(])(?:kubectl|k)\s[^;|&\n]*\s(?:-w|--watch|--watch-only)(?:=true)?(?=[\s;|&)]|$)/;

const TEXTS = {
  ko: {
    idle: (span: string) =>
      `${span} 동안 바뀐 것이 없어 여기서 멈췄습니다. 실제 kubectl은 Ctrl+C를 누를 때까지 계속 지켜봅니다.`,
    watched: (span: string) =>
      `${span}이 지나 여기서 멈췄습니다. 실제 kubectl은 Ctrl+C를 누를 때까지 계속 지켜봅니다.`,
    passed: (span: string) => `클러스터에서 ${span}이 지났습니다.`,
    spent: (span: string) =>
      `클러스터에서 ${span}이 지났습니다. 셀 하나가 쓸 수 있는 시간은 여기까지라서(simulatedMs) 실행을 멈췄습니다.`,
  },
  en: {
    idle: (span: string) =>
      `Nothing changed for ${span}, so the watch ended here. The real kubectl goes on until Ctrl+C.`,
    watched: (span: string) =>
      `${span} went by, so the watch ended here. The real kubectl goes on until Ctrl+C.`,
    passed: (span: string) => `${span} went by in the cluster.`,
    spent: (span: string) =>
      `${span} went by in the cluster. One cell may take no longer (simulatedMs), so the command was stopped.`,
  },
} as const;

/** What is said after time was let pass on purpose. */
export function passedSentence(ms: number, language: Language): string {
  return TEXTS[language].passed(spanOf(ms, language));
}

/** @returns undefined where there is nothing to say. */
export function noteOn({ text, exitCode, tookMs }: LongCommand, language: Language): string | undefined {
  const words = TEXTS[language];
  if (exitCode === 0 && tookMs >= WATCH_IDLE_MS && WATCH.test(text) && !text.includes("--request-timeout"))
    return tookMs < WATCH_MS_MAX
      ? words.idle(spanOf(WATCH_IDLE_MS, language))
      : words.watched(spanOf(tookMs, language));
  return tookMs < LONG_MS ? undefined : passedSentence(tookMs, language);
}

/** The shell's own sentence when a script has used up its simulated time. */
const SPENT =
  /^bash: stopped: no more than (\d+) simulated milliseconds in one run \(budget: simulatedMs\)\n$/;

/** The lab's words for it. @returns undefined when `stderr` is anything else. */
export function spentTime(stderr: string, language: Language): string | undefined {
  const ms = SPENT.exec(stderr)?.[1];
  return ms === undefined ? undefined : TEXTS[language].spent(spanOf(Number(ms), language));
}
