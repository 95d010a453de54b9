import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { labTexts } from "../grader/cli/lab-texts.ts";
import { answeredText } from "./testing/answered.ts";
import {
  closeNotebook,
  keepsLinesWhole,
  openBrowser,
  openNotebook,
  photograph,
  picturesOn,
  runAllCells,
  turnDark,
  typeIntoTerminal,
} from "./testing/browser.ts";
import { notebooksIn } from "./testing/course.ts";
import { findChromium, findPython, root } from "./testing/host.ts";
import { freePort, type RunningLab, startLab } from "./testing/launcher.ts";

const python = await findPython();
const chromium = findChromium();
const missing = python.missing ?? chromium.missing;
const report = join(root, "report");

describe.skipIf(missing).each(["ko", "en"] as const)(`npm start -- --lang %s ${missing ?? ""}`, (lang) => {
  const notebooks = notebooksIn(lang);
  // A learner of each language: who comes again is shown what they had open.
  const work = mkdtempSync(join(tmpdir(), "work-"));
  let lab: RunningLab;
  let browser: Browser;

  beforeAll(async () => {
    mkdirSync(report, { recursive: true });
    lab = await startLab(work, "--port", String(await freePort()), "--lang", lang);
    browser = await openBrowser(chromium.path ?? "");
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await lab?.pressCtrlC();
  });

  const ask = async (path: string): Promise<unknown> => {
    const headers = { authorization: `token ${lab.url.searchParams.get("token")}` };
    return (await fetch(new URL(path, lab.url), { headers })).json();
  };

  test("prints the address of the learner's first notebook, in their language", () => {
    const [{ name = "" } = {}] = notebooks;
    expect(lab.url.pathname).toBe(`/lab/tree/notebooks/${name}`);
    expect(readFileSync(join(work, "notebooks", name), "utf8")).toContain(`{ lang: \\"${lang}\\" }`);
  });

  test("shows the learner's own files, and nothing else", async () => {
    const { content } = (await ask("/api/contents")) as { content: { name: string }[] };
    expect(content.map(({ name }) => name).sort()).toEqual(["files", "notebooks"]);
  });

  test("offers the course's kernel and no other", async () => {
    const { default: first, kernelspecs } = (await ask("/api/kernelspecs")) as {
      default: string;
      kernelspecs: Record<string, unknown>;
    };
    expect({ first, all: Object.keys(kernelspecs) }).toEqual({ first: "tslab", all: ["tslab"] });
  });

  test("keeps out whoever has no token", async () => {
    const reply = await fetch(new URL("/api/contents", lab.url));
    expect(reply.status).toBe(403);
  });

  test("opens terminals that know the course and reach no cluster of anybody's", async () => {
    const { page } = await openNotebook(browser, `${lab.url.href}&reset`);
    const printed = await typeIntoTerminal(
      page,
      "bootcamp list | grep 01-expose; echo $KUBECONFIG; grep server: $KUBECONFIG; pwd; echo the-\\end",
      "the-end",
    );
    await closeNotebook(page);
    expect(printed).toContain("01-expose");
    expect(printed).toContain(join(work, ".kube", "config"));
    expect(printed).toContain("server: https://no-cluster-yet.");
    expect(printed).toContain(work);
    expect(printed).toContain({ en: "Your folder", ko: "내 폴더" }[lang]);
  });

  // What the others draw is run without a browser, in notebooks.slow.test.ts.
  test.each(notebooks.slice(0, 1))(
    "$name shows its pictures and whole lines when all its cells are run",
    { timeout: 180_000 },
    async (notebook) => {
      const { name, cells } = notebook;
      writeFileSync(join(work, "notebooks", name), answeredText(notebook));
      const url = new URL(`/lab/tree/notebooks/${name}${lab.url.search}&reset`, lab.url);
      const { page, strangers } = await openNotebook(browser, url.href);
      expect(await runAllCells(page)).toBe(true);
      const pictures = await picturesOn(page);
      const areLinesWhole = await keepsLinesWhole(page);
      const photo = join(report, `${lang}-${name.replace(/\.ipynb$/, "")}`);
      await photograph(page, `${photo}.png`);
      await turnDark(page);
      await photograph(page, `${photo}-dark.png`);
      await closeNotebook(page);
      const expected = cells.flatMap(({ type, source }) =>
        type === "code" ? [...source.matchAll(/\bshow\.\w+\(/g)] : [],
      ).length;
      expect(pictures.length).toBeGreaterThanOrEqual(expected);
      expect(pictures.filter(({ alt, width }) => alt === "" || width === 0)).toEqual([]);
      expect(areLinesWhole).toBe(true);
      expect(strangers).toEqual([]);
    },
  );

  test("ends at Ctrl-C, and its port is free again", async () => {
    expect(await lab.pressCtrlC()).toContain(labTexts[lang].ended);
    await expect(fetch(lab.url)).rejects.toThrow("fetch failed");
  });
});
