/** How the choices of a question look in a cell, and what happened beside what was expected: as HTML, and as plain text. */
import { inlineHtml, withoutMarks } from "./inline-text.ts";
import type { Language } from "./language.ts";
import type { Question } from "./lesson.ts";

interface Shown {
  readonly html: string;
  readonly plain: string;
}

export interface Verdict {
  /** The letter of a choice. */
  readonly happened: string;
  /**
   * How that is known: from the requests; from the lesson alone, because no request can show it; or from the lesson because
   * there was no request, or because the requests are like none of the choices.
   */
  readonly source: "seen" | "told" | "no request" | "no choice";
}

const TEXTS = {
  ko: {
    expected: "예측",
    happened: "결과",
    notPredicted: "적지 않음",
    why: (letter: string) => `${letter}인 이유`,
    whyNot: (letter: string) => `${letter}가 아닌 이유`,
    differs: (answer: string) =>
      `이 강의를 만들 때의 결과는 ${answer}였습니다. 지금 클러스터는 그때와 다른 상태입니다. start("1")처럼 절 번호를 주면 그 절이 시작할 때의 클러스터로 돌아갑니다.`,
    seen: "",
    told: "",
    "no request": "이번에는 살펴볼 요청이 없었습니다. 이 결과는 강의를 만들 때의 것입니다.",
    "no choice":
      '이번 요청의 결과는 어느 보기와도 다릅니다. 위의 결과는 강의를 만들 때의 것입니다. start("1")처럼 절 번호를 주면 그 절이 시작할 때의 클러스터로 돌아갑니다.',
  },
  en: {
    expected: "You expected",
    happened: "What happened",
    notPredicted: "nothing written down",
    why: (letter: string) => `Why ${letter}`,
    whyNot: (letter: string) => `Why not ${letter}`,
    differs: (answer: string) =>
      `When this course was written, it was ${answer}. Your cluster is in another state now: start("1") with the number of a section brings it back to where that section begins.`,
    seen: "",
    told: "",
    "no request": "There was no request to look at. This is what happened when the course was written.",
    "no choice":
      'What your requests did is none of the choices. This is what happened when the course was written: start("1") with the number of a section brings the cluster back to where that section begins.',
  },
} as const;

const CARD = "word-break:keep-all;overflow-wrap:break-word;line-height:1.5;max-width:46em";
const ROW = "margin:.15em 0";

export function choicesShown(choices: Question["choices"]): Shown {
  const rows = Object.entries(choices).map(([letter, { text }]) => [letter, text] as const);
  const html = rows.map(
    ([letter, text]) => `<div style="${ROW}"><b>${inlineHtml(letter)}</b> &nbsp;${inlineHtml(text)}</div>`,
  );
  return {
    html: `<div style="${CARD}">${html.join("")}</div>`,
    plain: rows.map(([letter, text]) => `${letter}  ${withoutMarks(text)}`).join("\n"),
  };
}

/** @param expected the letter that was written down, if one was. */
export function revealShown(
  question: Question,
  expected: string | undefined,
  verdict: Verdict,
  language: Language,
): Shown {
  const words = TEXTS[language];
  const { choices, answer } = question;
  const { happened, source } = verdict;
  const textOf = (letter: string): string => `${letter}  ${choices[letter]?.text ?? ""}`;
  const mark = expected === undefined ? "" : expected === happened ? " ✓" : " ✗";
  const note = source === "seen" && happened !== answer ? words.differs(textOf(answer)) : words[source];
  const isMistaken = expected !== undefined && expected !== happened && expected !== answer;
  const whyNot = isMistaken ? [[words.whyNot(expected), choices[expected]?.why ?? ""]] : [];
  const lines = [
    [words.expected, expected === undefined ? words.notPredicted : `${textOf(expected)}${mark}`],
    [words.happened, textOf(happened)],
    ...(note === "" ? [] : [[note]]),
    ...whyNot,
    [words.why(answer), choices[answer]?.why ?? ""],
  ];
  return { html: htmlOf(lines), plain: lines.map((line) => withoutMarks(line.join(": "))).join("\n") };
}

/** @param lines each a title and a text, or a note. */
function htmlOf(lines: readonly (readonly string[])[]): string {
  const rows = lines.map((line) => {
    const [first = "", text] = line.map(inlineHtml);
    const row = text === undefined ? `<i>${first}</i>` : `<b>${first}</b>: ${text}`;
    return `<div style="${ROW}">${row}</div>`;
  });
  return `<div style="${CARD};border-left:4px solid #0072B2;padding-left:.8em">${rows.join("")}</div>`;
}
