/** The portable core, bundled, in a real browser. */
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserBundle } from "../.tools/browser-bundle.ts";
import * as browserLibrary from "./browser.ts";
import { createCluster } from "./index.ts";
import { seedLabFiles, seedLabSteps } from "./testing/seed-lab.ts";

const executablePath = (process.env.PATH ?? "")
  .split(delimiter)
  .flatMap((folder) => ["chromium", "chromium-browser", "google-chrome"].map((name) => join(folder, name)))
  .find((path) => existsSync(path));

const steps = seedLabSteps.filter((step) => !step.startsWith("#"));

/** Runs in either world, so it knows nothing but its arguments. @returns what each step printed, and every request. */
async function playLab(
  library: Pick<typeof browserLibrary, "createCluster">,
  seed: number,
  steps: readonly string[],
  files: Readonly<Record<string, string>>,
): Promise<string> {
  const cluster = await library.createCluster({ seed });
  const results: unknown[] = [];
  for (const step of steps) results.push([step, await cluster.run(step, { files })]);
  const { hops } = cluster;
  await cluster.close();
  return JSON.stringify({ results, hops }, null, 1);
}

test("without Node's HTTP client and nock, the lab prints the same", async () => {
  const lab = [7, steps, seedLabFiles] as const;
  expect(await playLab(browserLibrary, ...lab)).toBe(await playLab({ createCluster }, ...lab));
});

// Skipped where there is no Chromium, but for CI, which may skip nothing.
describe.skipIf(executablePath === undefined && process.env.CI === undefined)("in Chromium", () => {
  let browser: Browser | undefined;
  let page: Page;

  beforeAll(async () => {
    if (executablePath === undefined) throw new Error("CI may skip no test: no Chromium is in PATH");
    const content = await browserBundle(import.meta.dirname);
    browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
    page = await browser.newPage();
    await page.addScriptTag({ content });
  }, 120_000);
  afterAll(() => browser?.close());

  test.each([1, 7, 42])(
    "the lab prints the same bytes as in Node, seed %i",
    async (seed) => {
      const play = `(${playLab})(bootcamp, ...${JSON.stringify([seed, steps, seedLabFiles])})`;
      expect(await page.evaluate(play)).toBe(await playLab({ createCluster }, seed, steps, seedLabFiles));
    },
    120_000,
  );
});
