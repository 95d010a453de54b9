import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { labTexts } from "../grader/cli/lab-texts.ts";
import {
  closeNotebook,
  keepsLinesWhole,
  openBrowser,
  openNotebook,
  photograph,
  picturesOn,
  runAllCells,
  turnDark,
} from "./testing/browser.ts";
import { notebooksIn } from "./testing/course.ts";
import { findChromium, findPython, root } from "./testing/host.ts";
import { freePort, type RunningLab, startLab } from "./testing/launcher.ts";

const python = await findPython();
const chromium = findChromium();
const missing = python.missing ?? chromium.missing;
const notebooks = [...notebooksIn("ko"), ...notebooksIn("en")];
const report = join(root, "report");

describe.skipIf(missing)(`npm start ${missing ?? ""}`, () => {
  let lab: RunningLab;
  let browser: Browser;

  beforeAll(async () => {
    mkdirSync(report, { recursive: true });
    lab = await startLab("--port", String(await freePort()), "--lang", "ko");
    browser = await openBrowser(chromium.path ?? "");
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await lab?.pressCtrlC();
  });

  test("prints the address of the course's first page", () => {
    expect(lab.url.pathname).toBe(`/lab/tree/notebooks/ko/${notebooks[0]?.name}`);
  });

  test("offers the course's kernel and no other", async () => {
    const reply = await fetch(new URL("/api/kernelspecs", lab.url), {
      headers: { authorization: `token ${lab.url.searchParams.get("token")}` },
    });
    const { default: first, kernelspecs } = (await reply.json()) as {
      default: string;
      kernelspecs: Record<string, unknown>;
    };
    expect({ first, all: Object.keys(kernelspecs) }).toEqual({ first: "tslab", all: ["tslab"] });
  });

  test("keeps out whoever has no token", async () => {
    const reply = await fetch(new URL("/api/contents", lab.url));
    expect(reply.status).toBe(403);
  });

  test.each(notebooks)(
    "$language/$name shows its pictures and whole lines when all its cells are run",
    { timeout: 180_000 },
    async ({ language, name, cells }) => {
      const url = new URL(`/lab/tree/notebooks/${language}/${name}${lab.url.search}&reset`, lab.url);
      const { page, strangers } = await openNotebook(browser, url.href);
      expect(await runAllCells(page)).toBe(true);
      const pictures = await picturesOn(page);
      const areLinesWhole = await keepsLinesWhole(page);
      const photo = join(report, `${language}-${name.replace(/\.ipynb$/, "")}`);
      await photograph(page, `${photo}.png`);
      await turnDark(page);
      await photograph(page, `${photo}-dark.png`);
      await closeNotebook(page);
      const expected = cells.flatMap(({ type, source }) =>
        type === "code" ? [...source.matchAll(/\bshow\.\w+\(/g)] : [],
      ).length;
      expect(pictures).toHaveLength(expected);
      expect(pictures.filter(({ alt, width }) => alt === "" || width === 0)).toEqual([]);
      expect(areLinesWhole).toBe(true);
      expect(strangers).toEqual([]);
    },
  );

  test("ends at Ctrl-C, and its port is free again", async () => {
    expect(await lab.pressCtrlC()).toContain(labTexts.ko.ended);
    await expect(fetch(lab.url)).rejects.toThrow("fetch failed");
  });
});
