import {
  type FSWatcher,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { rebuildOnSave } from "./rebuild.ts";

const title = "title:\n  ko: 제목\n  en: Title\n";
const source = (text: string): string =>
  `${title}cells:\n  - id: header\n    ko: |\n      ${text}\n    en: |\n      ${text}\n`;
const broken = `${title}cells:\n  - id: header\n    ko: |\n      1\n`;
/** What the first build of a source prints, and the next one when a text was changed. */
const written = (id: string): string[] =>
  ["ko", "en"].flatMap((language) => [
    `wrote notebooks/${language}/${id}.ipynb`,
    `wrote notebooks/lessons/${language}/${id}.json`,
  ]);
const writtenText = (id: string): string[] =>
  ["ko", "en"].map((language) => `wrote notebooks/${language}/${id}.ipynb`);

let root: string;
let folder: string;
let printed: string[];
let watcher: FSWatcher;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "rebuild-"));
  folder = join(root, "notebooks");
  mkdirSync(join(folder, "source"), { recursive: true });
  printed = [];
});
afterEach(() => {
  watcher.close();
  rmSync(root, { recursive: true });
});

const save = (name: string, text: string): void => writeFileSync(join(folder, "source", name), text);
const start = (): void => {
  watcher = rebuildOnSave(folder, (...line: string[]) => printed.push(line.join(" ")));
};
/** Waits for the next lines that the watch prints. */
async function nextLines(): Promise<string[]> {
  printed.length = 0;
  await vi.waitUntil(() => printed.length > 0, { timeout: 10_000 });
  return [...printed];
}

test("builds at the start, and again when a source is saved, writing what changed", async () => {
  save("01-a.yaml", source("1"));
  save("02-b.yaml", source("1"));
  start();
  expect(printed).toEqual([...written("01-a"), ...written("02-b")]);
  save("02-b.yaml", source("2"));
  expect(await nextLines()).toEqual(writtenText("02-b"));
  save("02-b.yaml", `# A comment.\n${source("2")}`);
  expect(await nextLines()).toEqual(["every notebook and lesson is what its source says"]);
});

test("a fault is told with its place, leaves the notebook as it was, and does not end the watch", async () => {
  save("01-a.yaml", source("1"));
  start();
  const before = readFileSync(join(folder, "en", "01-a.ipynb"), "utf8");
  save("01-a.yaml", broken);
  expect(await nextLines()).toEqual([
    expect.stringMatching(/^notebooks\/source\/01-a\.yaml:5:5: cells\[0\]\.en is missing: /),
  ]);
  expect(readFileSync(join(folder, "en", "01-a.ipynb"), "utf8")).toBe(before);
  save("01-a.yaml", source("2"));
  expect(await nextLines()).toHaveLength(2);
});

test("a fault of one source does not keep another from being built", () => {
  save("01-a.yaml", broken);
  save("02-b.yaml", source("1"));
  start();
  expect(printed.slice(0, 4)).toEqual(written("02-b"));
  expect(printed.slice(4)).toHaveLength(1);
  expect(readdirSync(join(folder, "ko"))).toEqual(["02-b.ipynb"]);
});

test("many saves in a row are one build", async () => {
  start();
  for (let at = 0; at < 20; at++) save("01-a.yaml", source(String(at)));
  expect(await nextLines()).toHaveLength(4);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(printed).toHaveLength(4);
});
