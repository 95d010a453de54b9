/** `bootcamp mark`: points and comments that an instructor gives by hand; regrading leaves them as they are. */
import type { Language } from "service-bootcamp";
import { type Course, openCourse } from "../course/course.ts";
import type { Gradebook } from "../gradebook/gradebook.ts";
import type { Place } from "../gradebook/manual.ts";
import type { LearnerRecord } from "../marking/record.ts";
import { printable } from "../reporters/columns.ts";
import { clip, type Mark } from "../result.ts";
import type { Learner } from "../submission/class.ts";
import { counted, type Text } from "../text.ts";
import { exerciseNamed } from "./exercise-named.ts";
import { marksInGradebook, now } from "./grading-marks.ts";
import { openGradebook, rulesKept } from "./open-gradebook.ts";
import { UsageError } from "./usage-error.ts";

export interface MarkOptions {
  /** A file that exists. */
  readonly gradebook: string;
  readonly learner: string;
  readonly exercise: string | undefined;
  readonly check: string | undefined;
  readonly points?: number;
  readonly reason?: string;
  readonly comment?: string;
  readonly clear?: boolean;
  readonly lang: Language;
}

/** @returns 0. @throws UsageError, GradebookFault */
export async function mark(options: MarkOptions): Promise<number> {
  const { lang } = options;
  const fault = faultIn(options);
  if (fault !== undefined) throw new UsageError(fault[lang]);
  const course = openCourse();
  const exercise =
    options.exercise === undefined ? undefined : exerciseNamed(course, options.exercise, lang).id;
  const book = await openGradebook(options.gradebook, { isNew: false });
  try {
    const learner = await learnerNamed(book, options);
    const place = placeOf(learner, await book.recordOf(learner), exercise, options);
    const old = await markNow(book, learner, course);
    const lines = await done(book, place, options);
    const current = await markNow(book, learner, course);
    for (const line of lines) console.log(line[lang]);
    console.log(
      texts.markNow(learner.id, old?.points ?? 0, current?.points ?? 0, current?.maxPoints ?? 0)[lang],
    );
    return 0;
  } finally {
    await book.close();
  }
}

async function markNow(book: Gradebook, learner: Learner, course: Course): Promise<Mark | undefined> {
  for await (const { result } of marksInGradebook(book, [learner], course, await rulesKept(book)))
    return result.mark;
  return undefined;
}

function faultIn({ exercise, points, reason, comment, clear }: MarkOptions): Text | undefined {
  if (points === undefined && comment === undefined && clear !== true) return texts.nothingAsked;
  if (clear === true && (points ?? comment) !== undefined) return texts.clearOrGive;
  if (points === undefined) return undefined;
  if (exercise === undefined) return texts.noExercise;
  return reason === undefined || reason.trim() === "" ? texts.noReason : undefined;
}

async function learnerNamed(book: Gradebook, { learner, lang }: MarkOptions): Promise<Learner> {
  const all = await book.learners();
  const found = all.find(({ id }) => id === learner.normalize("NFC"));
  if (found === undefined)
    throw new UsageError(
      texts.noLearner(
        learner,
        all.map(({ id }) => id),
      )[lang],
    );
  return found;
}

/** @throws UsageError where the learner's results know no such check, or so many points are not to be had. */
function placeOf(
  { id: learner }: Learner,
  record: LearnerRecord,
  exercise: string | undefined,
  { check, points, lang }: MarkOptions,
): Place {
  if (exercise === undefined) return { learner };
  const result = record.submissions
    .flatMap(({ exercises }) => exercises.filter(({ result: { id } }) => id === exercise))
    .at(-1)?.result;
  if (result === undefined) throw new UsageError(texts.notGraded(learner, exercise)[lang]);
  const found = result.checks.find(({ id }) => id === check);
  const known = result.checks.map(({ id }) => id);
  if (check !== undefined && found === undefined)
    throw new UsageError(texts.noCheck(exercise, check, known)[lang]);
  const max = found?.points ?? result.maxScore;
  if (points !== undefined && points > max) throw new UsageError(texts.tooMany(points, max)[lang]);
  return { learner, exercise, ...(check === undefined ? {} : { check }) };
}

/** @returns a sentence for each thing that was done. */
async function done(
  book: Gradebook,
  place: Place,
  { points, reason = "", comment, clear }: MarkOptions,
): Promise<readonly Text[]> {
  const where = printable([place.exercise, place.check].filter((part) => part !== undefined).join(" "));
  const lines: Text[] = [];
  const { exercise } = place;
  if (points !== undefined && exercise !== undefined) {
    await book.givePoints({ ...place, exercise }, points, clip(reason), now());
    lines.push(texts.given(place.learner, where, points));
  }
  if (comment !== undefined) {
    await book.comment(place, clip(comment), now());
    lines.push(texts.commented(place.learner, where));
  }
  if (clear === true) lines.push(texts.cleared(place.learner, where, await book.clear(place, now())));
  return lines;
}

const texts = {
  nothingAsked: {
    en: "say what to give: --points N --reason TEXT, --comment TEXT, or --clear to take back what was given",
    ko: "무엇을 줄지 적으세요. --points 점수 --reason 이유, --comment 의견, 또는 준 것을 취소하는 --clear",
  },
  clearOrGive: {
    en: "--clear takes back, --points and --comment give: run the command twice",
    ko: "--clear는 취소하고 --points와 --comment는 줍니다. 명령을 두 번에 나누어 실행하세요",
  },
  noExercise: {
    en: "points are given for an exercise or one of its checks: bootcamp mark LEARNER EXERCISE --points N --reason TEXT",
    ko: "점수는 연습이나 그 검사에 줍니다. bootcamp mark 학습자 연습 --points 점수 --reason 이유",
  },
  noReason: {
    en: "points need a reason, which the learner reads: add --reason TEXT",
    ko: "점수를 준 이유를 학습자가 읽습니다. --reason 이유를 더하세요",
  },
  noLearner: (learner: string, known: readonly string[]): Text => ({
    en: `the gradebook has no learner ${printable(learner)}: it has ${listed(known)}`,
    ko: `성적부에 학습자 ${printable(learner)}이(가) 없습니다. 있는 학습자: ${listed(known)}`,
  }),
  notGraded: (learner: string, exercise: string): Text => ({
    en: `${learner} has no result of ${exercise} yet: run bootcamp grade on them first`,
    ko: `${learner}의 ${exercise} 결과가 아직 없습니다. 먼저 bootcamp grade로 채점하세요`,
  }),
  noCheck: (exercise: string, check: string, known: readonly string[]): Text => ({
    en: `${exercise} has no check ${printable(check)}: its checks are ${listed(known)}`,
    ko: `${exercise}에 ${printable(check)} 검사가 없습니다. 있는 검사: ${listed(known)}`,
  }),
  tooMany: (points: number, max: number): Text => ({
    en: `${counted(points, "point")} would be more than the ${max} that are to be had: give 0 to ${max}`,
    ko: `${points}점은 만점 ${max}점보다 많습니다. 0점부터 ${max}점까지 줄 수 있습니다`,
  }),
  given: (learner: string, where: string, points: number): Text => ({
    en: `${learner} ${where}: ${counted(points, "point")} by hand; regrading leaves them, --clear takes them back`,
    ko: `${learner} ${where}: ${points}점을 주었습니다. 다시 채점해도 그대로이고, --clear로 취소합니다`,
  }),
  commented: (learner: string, where: string): Text => ({
    en: `${[learner, where].join(" ").trim()}: the comment is kept`,
    ko: `${[learner, where].join(" ").trim()}: 의견을 저장했습니다`,
  }),
  cleared: (learner: string, where: string, count: number): Text => ({
    en: `${[learner, where].join(" ").trim()}: ${count === 0 ? "there was nothing to take back" : `taken back: ${count}`}`,
    ko: `${[learner, where].join(" ").trim()}: ${count === 0 ? "취소할 것이 없습니다" : `${count}개를 취소했습니다`}`,
  }),
  markNow: (learner: string, before: number, after: number, max: number): Text => ({
    en: `${learner}: ${before === after ? "" : `${before} → `}${after} of ${max} points. Learners see it with bootcamp publish.`,
    ko: `${learner}: ${max}점 중 ${before === after ? "" : `${before} → `}${after}점. bootcamp publish를 하면 학습자가 봅니다.`,
  }),
};

/** As many as a line holds. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 20).map(printable).join(", ");
  return names.length > 20 ? `${shown}, ... (+${names.length - 20})` : shown || "-";
}
