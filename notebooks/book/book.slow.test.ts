/** The book as a reader's browser has it: one chapter of each language, in light and dark. Screenshots are in `report/`. */
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { source as axe } from "axe-core";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { languages } from "../../grader/text.ts";
import { executeAnswered } from "../testing/answered.ts";
import { openBrowser } from "../testing/browser.ts";
import { notebooksIn } from "../testing/course.ts";
import { findChromium, findPython, root } from "../testing/host.ts";
import { bookOf, type RunNotebook } from "./book.ts";

const python = await findPython();
const chromium = findChromium();
const missing = python.missing ?? chromium.missing;
const folder = join(root, "report", "book-test");

describe.skipIf(missing)(`the book in a browser ${missing ?? ""}`, () => {
  let browser: Browser;
  beforeAll(async () => {
    const runs: RunNotebook[] = [];
    for (const notebook of languages.flatMap((language) => notebooksIn(language).slice(0, 1)))
      runs.push({ notebook, executed: await executeAnswered(notebook, python.path ?? "") });
    rmSync(folder, { recursive: true, force: true });
    for (const [path, text] of bookOf(runs)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    browser = await openBrowser(chromium.path ?? "");
  }, 300_000);
  afterAll(() => browser?.close());

  const pages = languages.flatMap((language) => {
    const [first] = notebooksIn(language);
    return ["index", first?.name.replace(/\.ipynb$/, "")].map((name) => `${language}/${name}.html`);
  });

  test.each(
    pages.flatMap((file) => (["light", "dark"] as const).map((colorScheme) => ({ file, colorScheme }))),
  )(
    "$file, $colorScheme: is accessible, draws every picture, asks nobody",
    async ({ file, colorScheme }) => {
      const context = await browser.newContext({ colorScheme, viewport: { width: 1100, height: 900 } });
      const page = await context.newPage();
      const strangers: string[] = [];
      page.on("request", (request) => {
        if (!/^(?:file|data):/.test(request.url())) strangers.push(request.url());
      });
      await page.goto(pathToFileURL(join(folder, file)).href);
      await page.evaluate(axe);
      const { violations } = (await page.evaluate("axe.run()")) as {
        violations: { id: string; nodes: { html: string }[] }[];
      };
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
      const undrawn = await page.evaluate(
        "Promise.all([...document.images].map((image) => image.decode().then(() => image.naturalWidth))).then((all) => all.filter((width) => width === 0).length)",
      );
      expect(undrawn).toBe(0);
      expect(strangers).toEqual([]);
      await page.screenshot({
        path: join(folder, `${file.replaceAll("/", "-")}-${colorScheme}.png`),
        fullPage: true,
      });
      await context.close();
    },
    60_000,
  );
});
