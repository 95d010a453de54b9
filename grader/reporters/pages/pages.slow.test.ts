// The pages in a browser: accessible in light, dark and on paper, and held to their policy; and junit.xml in its parser of XML.
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ExerciseResult } from "../../result.ts";
import { filesOf } from "../../testing/report-files.ts";
import {
  exerciseResult,
  HOSTILE,
  halfSolved,
  learnerResult,
  reportOf,
} from "../../testing/reported-class.ts";
import { html } from "../html.ts";
import { junit } from "../junit.ts";

const transcript = [{ command: HOSTILE, stdout: "", stderr: "", output: HOSTILE, exitCode: 1, atMs: 5_000 }];
const traffic = [
  { client: HOSTILE, url: HOSTILE, answers: [{ by: HOSTILE, count: 2 }], order: [0, 0], more: 3 },
  { client: "kim", endpointsOf: HOSTILE, answers: [{ error: "ETIMEDOUT" as const, count: 1 }], order: [0] },
];
const predictions = [{ lesson: "01-why", question: "who", choice: "a" }];
const questions = [
  {
    lesson: "01-why",
    question: "who",
    answer: "b",
    choices: { a: { en: HOSTILE, ko: HOSTILE }, b: { en: "b", ko: "b" } },
  },
];
const mark = {
  ...{ id: "01-scale-to-five", points: 3.2, score: 4, maxScore: 10, attempts: { used: 1, max: 3 } },
  late: { lateMs: 1, periods: 2, graceDays: 0, percent: 20 },
  manual: [{ check: "five", points: 4, reason: HOSTILE }],
  comments: [{ text: HOSTILE }, { check: "turns", text: HOSTILE }],
};
const withTraffic = (exercise: ExerciseResult): ExerciseResult => ({
  ...exercise,
  checks: exercise.checks.map((check) => ({ ...check, traffic })),
});
const results = [
  {
    ...learnerResult("kim", withTraffic(halfSolved({ transcript, notes: [HOSTILE] }))),
    submission: { sha256: null, submittedAt: null, predictions },
    mark: { points: 3.2, maxPoints: 10, comments: [HOSTILE], exercises: [mark] },
  },
  learnerResult("lee", exerciseResult({ status: "error", score: 0 })),
  learnerResult("park", exerciseResult({ status: "not-submitted", score: 0 })),
];

const executablePath = (process.env.PATH ?? "")
  .split(delimiter)
  .flatMap((folder) => ["chromium", "chromium-browser", "google-chrome"].map((name) => join(folder, name)))
  .find((path) => existsSync(path));

// Skipped where there is no Chromium, but for CI, which may skip nothing.
const inChromium = describe.skipIf(executablePath === undefined && process.env.CI === undefined);

let browser: Browser | undefined;
let page: Page;

beforeAll(async () => {
  if (executablePath === undefined) return;
  const args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"];
  browser = await chromium.launch({ executablePath, args });
  page = await browser.newPage();
});
afterAll(() => browser?.close());

inChromium.each(["en", "ko"] as const)("in %s", (lang) => {
  const report = { ...reportOf(results, lang, { kim: { name: HOSTILE } }), questions };
  const files = new Map(filesOf(html, report));

  test.each([...files.keys()])(
    "%s is accessible, and its policy refuses nothing of its own",
    async (file) => {
      const refused: string[] = [];
      page.removeAllListeners("console").on("console", (message) => refused.push(message.text()));
      await page.setContent(files.get(file) ?? "");
      await page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true");
      expect(refused).toEqual([]);
      await page.evaluate(axe.source);
      for (const colorScheme of ["light", "dark"] as const) {
        await page.emulateMedia({ colorScheme });
        const found = await page.evaluate(
          "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))",
        );
        expect(found).toEqual([]);
      }
    },
  );
});

inChromium("what a learner wrote", () => {
  test("an element of a learner stays text", async () => {
    const [, text] =
      [...filesOf(html, reportOf(results))].find(([name]) => name === "feedback/kim.html") ?? [];
    await page.setContent(text ?? "");
    const found = await page.evaluate(
      "[document.querySelectorAll('script, img').length, document.querySelector('pre').textContent]",
    );
    expect(found).toEqual([
      0,
      expect.stringContaining("</script><script>alert(1)</script><img src=x onerror=alert(2)>"),
    ]);
  });

  test("junit.xml is well-formed", async () => {
    const hostile = learnerResult(HOSTILE, halfSolved());
    const xml = junit.files?.(reportOf([...results, hostile])).get("junit.xml") ?? "";
    const script = `(() => {
    const xml = new DOMParser().parseFromString(${JSON.stringify(xml)}, "application/xml");
    return [xml.querySelectorAll("parsererror").length, xml.documentElement.nodeName, xml.querySelectorAll("testcase").length];
  })()`;
    expect(await page.evaluate(script)).toEqual([0, "testsuites", 8]); // two checks are told later
  });
});
