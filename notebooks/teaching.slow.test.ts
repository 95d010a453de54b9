// What makes a notebook teach, as far as a script can count it: short texts, early pictures, frequent questions, the agreed words.
import { describe, expect, test } from "vitest";
import { lessonOf, type Notebook, notebooksIn } from "./testing/course.ts";
import { type Figures, figuresOf, hiddenTexts } from "./testing/criteria.ts";

const notebooks = [...notebooksIn("ko"), ...notebooksIn("en")];

/** From, to. A reason stands where the number is not one of taste. */
const bounds: Readonly<Record<Exclude<keyof Figures, "meanSentence" | "longestSentence">, [number, number]>> =
  {
    steps: [12, 18],
    minutes: [15, 30],
    cellsToFirstPicture: [0, 2],
    longestText: [1, 80],
    medianText: [1, 45],
    words: [1, 900],
    wordsPerPicture: [1, 150],
    cellsWithoutQuestion: [0, 4],
    predictions: [2, 5],
    traps: [1, 9],
    exercises: [2, 3],
    playgrounds: [1, 1],
    edited: [4, 8],
    shareEdited: [0.25, 1],
    // What the page shows without a scroll bar.
    longestCode: [1, 8],
    widestCode: [1, 90],
    // School years; of English alone.
    grade: [0, 8],
  };
/** Words of a sentence: in Korean those between spaces. */
const sentenceBounds = { ko: { mean: 10, longest: 22 }, en: { mean: 14, longest: 25 } };

describe.each(notebooks)("$language/$name", (notebook: Notebook) => {
  const lesson = lessonOf(notebook);
  const figures = figuresOf(notebook, lesson);

  test.each(Object.entries(bounds))("%s is within %j", (name, [from, to]) => {
    expect(figures[name as keyof Figures]).toBeGreaterThanOrEqual(from);
    expect(figures[name as keyof Figures]).toBeLessThanOrEqual(to);
  });

  test("keeps its sentences short", () => {
    const { mean, longest } = sentenceBounds[notebook.language];
    expect(figures.meanSentence).toBeLessThanOrEqual(mean);
    expect(figures.longestSentence).toBeLessThanOrEqual(longest);
  });

  test("begins with its question and ends with what to remember, and when to use it", () => {
    expect(notebook.cells[0]?.source).toMatch(/\*\*(Question|질문)\.\*\*/);
    const last = notebook.cells.at(-1);
    expect(last?.tags).toContain("remember");
    expect(last?.source).toMatch(/\*\*(When would you use this\?|언제 쓰나요\?)\*\*/);
  });

  test("can be started at each of its sections", () => {
    const headings = notebook.cells.flatMap(({ source }) => [...source.matchAll(/^## (\d)\. .*/gm)]);
    const sections = Object.keys(lesson.sections);
    expect(sections).not.toEqual([]);
    expect(headings.map(([, number]) => number)).toEqual(expect.arrayContaining(sections));
  });
});

test("the letter of an answer does not give it away", () => {
  const answers = notebooksIn("en").flatMap((notebook) =>
    Object.values(lessonOf(notebook).questions).map(({ answer }) => answer),
  );
  const counts = ["a", "b", "c"].map((letter) => answers.filter((answer) => answer === letter).length);
  expect(Math.max(...counts) / answers.length).toBeLessThanOrEqual(0.5);
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
  [/까닭/, "이유"],
  [/대답/, "응답"],
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

test.each(notebooksIn("ko"))("ko/$name uses the words of kubernetes.io", (notebook) => {
  const texts = [...notebook.cells.map(({ source }) => source), ...hiddenTexts(lessonOf(notebook))];
  const wrong = glossary.flatMap(([pattern, right]) => {
    const found = pattern.exec(texts.join("\n"));
    return found === null ? [] : [`${found[0]} -> ${right}`];
  });
  expect(wrong).toEqual([]);
});
