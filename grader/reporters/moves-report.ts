/** Whose mark moves, by which check, from which cause to which, and what changed: in the terminal, as diff.csv and as diff.json. */
import type { Language } from "service-bootcamp";
import type { Because, CheckMove, Move } from "../marking/moves.ts";
import { counted } from "../text.ts";
import { printable, table } from "./columns.ts";
import { BYTE_ORDER_MARK, type Cell, csvText } from "./csv-text.ts";

/** Lines for the terminal, the last of which is the sum of it. */
export function movesLines(moves: readonly Move[], lang: Language): readonly string[] {
  const words = texts[lang];
  if (moves.length === 0) return [words.nothing];
  const rows = moves.flatMap((move) => [
    [
      move.learner,
      move.exercise,
      `${move.before ?? "–"} → ${move.after} / ${move.maxScore}`,
      becauseWords(move.because, lang),
    ],
    ...move.checks.map((check) => ["", `  ${check.id}`, verdictsOf(check, lang), printable(check.title)]),
  ]);
  const learners = new Set(moves.map(({ learner }) => learner)).size;
  const up = moves.filter(({ before = 0, after }) => after > before).length;
  const down = moves.filter(({ before = 0, after }) => after < before).length;
  return [
    ...table([[words.learner, words.exercise, words.mark, words.because], ...rows]),
    "",
    words.sum(learners, moves.length, up, down),
  ];
}

export function movesFiles(moves: readonly Move[], lang: Language): ReadonlyMap<string, string> {
  const head = [
    ...["learner", "exercise", "mark before", "mark now", "max"],
    ...["check", "verdict before", "cause before", "score before", "verdict now", "cause now", "score now"],
    "what changed",
  ];
  const rows = moves.flatMap((move) =>
    (move.checks.length === 0 ? [undefined] : move.checks).map((check) => rowOf(move, check, lang)),
  );
  return new Map([
    ["diff.csv", `${BYTE_ORDER_MARK}${csvText([head, ...rows])}`],
    ["diff.json", `${JSON.stringify({ schema: "service-bootcamp/diff/v1", moves }, null, 2)}\n`],
  ]);
}

function rowOf(move: Move, check: CheckMove | undefined, lang: Language): readonly Cell[] {
  const { before, after } = check ?? {};
  return [
    ...[move.learner, move.exercise, move.before ?? "", move.after, move.maxScore],
    check?.id ?? "",
    ...[before?.status ?? "", before?.cause ?? "", before?.score ?? ""],
    ...[after?.status ?? "", after?.cause ?? "", after?.score ?? ""],
    becauseWords(move.because, lang),
  ];
}

/** `failed (port-names) → passed` */
function verdictsOf({ before, after }: CheckMove, lang: Language): string {
  const words = texts[lang];
  const [old, now] = [before, after].map((check) => {
    if (check === undefined) return words.noCheck;
    return check.cause === undefined
      ? words.verdicts[check.status]
      : `${words.verdicts[check.status]} (${check.cause})`;
  });
  const scores = before?.score === after?.score ? "" : ` (${before?.score ?? 0} → ${after?.score ?? 0})`;
  return `${old} → ${now}${scores}`;
}

function becauseWords(because: readonly Because[], lang: Language): string {
  const words = because.map((reason) => texts[lang].reasons[reason]);
  return words.length === 0 ? texts[lang].unknown : words.join(", ");
}

const en = {
  nothing: "No mark moves.",
  learner: "LEARNER",
  exercise: "EXERCISE",
  mark: "MARK",
  because: "WHAT CHANGED",
  noCheck: "no such check",
  verdicts: { passed: "passed", failed: "failed", "not-run": "not run" },
  unknown: "nothing that is known: please report this fault of the grader",
  reasons: {
    submission: "submission",
    exercise: "exercise",
    grader: "grader",
    seed: "seed",
    "manual-points": "points given by hand",
    policy: "policy",
    "due-date": "due date",
  },
  sum: (learners: number, moves: number, up: number, down: number) =>
    `${counted(learners, "learner")}, ${counted(moves, "mark")} moved: ${up} up, ${down} down.`,
};

const ko: typeof en = {
  nothing: "바뀌는 성적이 없습니다.",
  learner: "학습자",
  exercise: "연습",
  mark: "성적",
  because: "바뀐 것",
  noCheck: "검사 없음",
  verdicts: { passed: "통과", failed: "실패", "not-run": "확인 안 함" },
  unknown: "알 수 없음. 채점기의 잘못이니 알려 주세요",
  reasons: {
    submission: "제출물",
    exercise: "연습",
    grader: "채점기",
    seed: "시드",
    "manual-points": "강사가 준 점수",
    policy: "정책",
    "due-date": "마감",
  },
  sum: (learners, moves, up, down) =>
    `학습자 ${learners}명, 성적 ${moves}개가 바뀝니다. 오름 ${up}, 내림 ${down}.`,
};

const texts: Readonly<Record<Language, typeof en>> = { en, ko };
