// What makes a notebook teach, as far as a script can count it: short texts, early pictures, frequent questions, the agreed words.
import { describe, expect, test } from "vitest";
import { type Notebook, type NotebookCell, notebooksIn } from "./testing/course.ts";

const notebooks = [...notebooksIn("ko"), ...notebooksIn("en")];

describe.each(notebooks)("$language/$name", (notebook: Notebook) => {
  const texts = notebook.cells.filter(({ type }) => type === "markdown");
  const codes = notebook.cells.filter(({ type }) => type === "code");
  const words = texts.map((cell) => wordsIn(cell.source));

  test("says at most 80 words in a text, usually 45, and 900 in all", () => {
    expect(texts.filter((_, index) => (words[index] ?? 0) > 80).map(({ id }) => id)).toEqual([]);
    expect(median(words)).toBeLessThanOrEqual(45);
    expect(total(words)).toBeLessThanOrEqual(900);
  });

  test("keeps a code cell to 8 lines of 90 characters, which is what the page shows", () => {
    const long = codes.filter(
      ({ source }) => source.split("\n").length > 8 || source.split("\n").some((line) => line.length > 90),
    );
    expect(long.map(({ id }) => id)).toEqual([]);
  });

  test("shows the first picture within two code cells after the setup", () => {
    const visible = codes.filter(({ tags }) => !tags.includes("setup"));
    expect(visible.slice(0, 2).some(showsPicture)).toBe(true);
  });

  test("spends at most 150 words on a picture", () => {
    const pictures = codes.filter(showsPicture).length;
    expect(total(words) / pictures).toBeLessThanOrEqual(150);
  });

  test("never goes on for more than four cells without asking something of the learner", () => {
    expect(runsWithoutQuestion(notebook.cells).filter(({ length }) => length > 4)).toEqual([]);
  });

  test("has four to eight cells that do nothing until they are edited", () => {
    const edited = codes.filter(({ tags }) => tags.includes("edit")).length;
    expect(edited).toBeGreaterThanOrEqual(4);
    expect(edited).toBeLessThanOrEqual(8);
  });

  test("asks for two predictions or more, sets a trap, and ends with what to remember", () => {
    const tagged = (tag: string): number => notebook.cells.filter(({ tags }) => tags.includes(tag)).length;
    expect(tagged("predict")).toBeGreaterThanOrEqual(2);
    expect(tagged("trap")).toBeGreaterThanOrEqual(1);
    expect(notebook.cells.at(-1)?.tags).toContain("remember");
  });

  test("keeps its sentences short", () => {
    const [meanMax, max] = notebook.language === "ko" ? [10, 22] : [14, 25];
    const sentences = texts.flatMap(({ source }) => sentencesIn(source));
    expect(sentences.filter((sentence) => wordsIn(sentence) > max)).toEqual([]);
    expect(total(sentences.map(wordsIn)) / sentences.length).toBeLessThanOrEqual(meanMax);
  });
});

// The Korean words of kubernetes.io, and what people write instead.
const glossary: readonly (readonly [RegExp, string])[] = [
  [/포드(?!캐스트)|팟(?=[이을은에가도과의\s])/, "파드"],
  [/라벨/, "레이블"],
  [/앤드포인트|엔드 포인트|종단점/, "엔드포인트"],
  [/클러스터IP|클러스터아이피|클러스터 아이피/, "클러스터 IP"],
  [/레디니스|준비 상태 프로브/, "준비성 프로브"],
  [/라이브니스/, "활성 프로브"],
  [/선택자|실렉터|셀렉타/, "셀렉터"],
  [/디플로이(?!먼트)|배포본/, "디플로이먼트"],
  [/리플리카|복제본/, "레플리카"],
  [/네임 스페이스|이름공간|이름 공간/, "네임스페이스"],
  [/헤드레스/, "헤드리스"],
  [/세션 친화성|세션 선호도|어피니티티/, "세션 어피니티"],
  [/로드밸런/, "로드 밸런싱"],
  [/라운드 로빈|라운드로빈/, "라운드-로빈"],
  [/매니패스트|메니페스트/, "매니페스트"],
  [/롤링업데이트/, "롤링 업데이트"],
  [/(?<![가-힣])쉘(?![가-힣]*터)/, "셸"],
];

test.each(notebooksIn("ko"))("ko/$name uses the words of kubernetes.io", ({ cells }) => {
  const text = cells.map(({ source }) => source).join("\n");
  const wrong = glossary.flatMap(([pattern, right]) =>
    pattern.test(text) ? [`${pattern.exec(text)?.[0]} -> ${right}`] : [],
  );
  expect(wrong).toEqual([]);
});

function showsPicture({ source }: NotebookCell): boolean {
  return /\bshow\.\w+\(/.test(source);
}

/** The stretches between questions, as the ids of their cells. */
function runsWithoutQuestion(cells: readonly NotebookCell[]): string[][] {
  const runs: string[][] = [[]];
  for (const cell of cells) {
    if (asksSomething(cell)) runs.push([]);
    else runs.at(-1)?.push(cell.id);
  }
  return runs;
}

function asksSomething({ type, tags, source }: NotebookCell): boolean {
  return (
    ["predict", "edit", "check", "exercise"].some((tag) => tags.includes(tag)) ||
    (type === "markdown" && /\?/.test(source))
  );
}

/** What is read aloud: no markup, no code. */
function prose(markdown: string): string {
  return markdown.replaceAll(/```[\s\S]*?```|<[^>]*>/g, " ").replaceAll(/[*#>|]|^\s*(?:-|\d+\.)\s/gm, " ");
}

function wordsIn(markdown: string): number {
  return prose(markdown)
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function sentencesIn(markdown: string): string[] {
  const pieces = markdown.split(/\n{2,}|\n(?=\s*(?:-|\d+\.|#)\s?)|<\/summary>|(?<=[.?!:])\**\s+| · /);
  return pieces.map((piece) => prose(piece).trim()).filter((sentence) => wordsIn(sentence) > 0);
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

function median(numbers: readonly number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
}
