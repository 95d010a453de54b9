/** What stands between a score and a mark, in words: `8 of 10, 2 days late: -20 % → 6.4`. */
import type { Language } from "service-bootcamp";
import type { ExerciseMark, LateMark, ResultOutline } from "../result.ts";
import { counted } from "../text.ts";

/** What counts in a list of grades: the mark where there is one, else the score. */
export function pointsOf({ mark, score }: ResultOutline): number {
  return mark?.points ?? score;
}

/** Undefined where the mark is the score, and nothing has to be said. */
export function markWords(
  { score, maxScore, points, late, manual }: ExerciseMark,
  lang: Language,
): string | undefined {
  const whole = manual.find(({ check }) => check === undefined);
  if (whole !== undefined) return texts[lang].given(points, maxScore, whole.reason);
  if (late === undefined) return undefined;
  return `${texts[lang].of(score, maxScore)}, ${lateWords(late, lang)} → ${points}`;
}

/** `2 days late: -20 %`, with the grace days that were used. */
export function lateWords({ lateMs, graceDays, percent }: LateMark, lang: Language): string {
  const { late, grace } = texts[lang];
  const used = graceDays === 0 ? "" : ` (${grace(graceDays)})`;
  return `${late(duration(lateMs, lang))}${used}: ${percent === 0 ? "-0" : `-${percent}`} %`;
}

export function attemptWords({ attempts }: ExerciseMark, lang: Language): string | undefined {
  return attempts === undefined ? undefined : texts[lang].attempts(attempts.used, attempts.max);
}

/** Of a check whose points an instructor changed. */
export function reasonWords(reason: string, lang: Language): string {
  return texts[lang].changed(reason);
}

/** Rounded up, in the largest unit and the one below: nobody is told to be less late than they are. */
function duration(ms: number, lang: Language): string {
  const minutes = Math.max(1, Math.ceil(ms / 60_000));
  const [days, hours, rest] = [
    Math.floor(minutes / 1440),
    Math.floor((minutes % 1440) / 60),
    minutes % 60,
  ] as const;
  const { day, hour, minute } = texts[lang];
  const parts = days > 0 ? [day(days), hour(hours)] : [hour(hours), minute(rest)];
  return parts.filter((part) => part !== "").join(" ");
}

const en = {
  day: (count: number) => (count === 0 ? "" : counted(count, "day")),
  hour: (count: number) => (count === 0 ? "" : counted(count, "hour")),
  minute: (count: number) => (count === 0 ? "" : counted(count, "minute")),
  of: (score: number, max: number) => `${score} of ${max}`,
  late: (time: string) => `${time} late`,
  grace: (count: number) => `${counted(count, "grace day")} used`,
  given: (points: number, max: number, reason: string) =>
    `${points} of ${max}, given by your instructor: ${reason}`,
  changed: (reason: string) => `Points given by your instructor: ${reason}`,
  attempts: (used: number, max: number) => `Attempts: ${used} of ${max}`,
};

const ko: typeof en = {
  day: (count) => (count === 0 ? "" : `${count}일`),
  hour: (count) => (count === 0 ? "" : `${count}시간`),
  minute: (count) => (count === 0 ? "" : `${count}분`),
  of: (score, max) => `${max}점 중 ${score}점`,
  late: (time) => `${time} 늦음`,
  grace: (count) => `유예 ${count}일 사용`,
  given: (points, max, reason) => `${max}점 중 ${points}점, 강사가 준 점수: ${reason}`,
  changed: (reason) => `강사가 준 점수: ${reason}`,
  attempts: (used, max) => `시도: ${max}번 중 ${used}번`,
};

const texts: Readonly<Record<Language, typeof en>> = { en, ko };
