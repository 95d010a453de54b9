import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { FolderWatch } from "./folder-watch.ts";

let folder = "";
let saved = 0;
let watch: FolderWatch;
const file = (path: string): string => join(folder, "work", path);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "watch-"));
  mkdirSync(join(folder, "work/sub"), { recursive: true });
  writeFileSync(file("a"), "1");
  saved = 0;
  watch = new FolderWatch(join(folder, "work"), () => saved++);
});
afterEach(() => {
  watch.close();
  rmSync(folder, { recursive: true });
});

/** Waits until a change would have been noticed. */
const settled = (): Promise<void> => sleep(800);

const replaced = (text: string): void => {
  writeFileSync(file("a~new"), text);
  renameSync(file("a~new"), file("a"));
};

test.each<[string, () => void]>([
  ["written again", () => writeFileSync(file("a"), "22")],
  ["put in place of the old one", () => replaced("22")],
  ["new", () => writeFileSync(file("b"), "1")],
  ["in a folder of it", () => writeFileSync(file("sub/b"), "1")],
  ["taken away", () => rmSync(file("a"))],
  [
    "in a folder that replaces it",
    () => {
      renameSync(join(folder, "work"), join(folder, "old"));
      mkdirSync(join(folder, "work"));
      writeFileSync(file("a"), "22");
    },
  ],
])("a file %s is noticed once, and the next change, too", async (_, change) => {
  change();
  await settled();
  expect(saved).toBe(1);
  replaced("333");
  await settled();
  expect(saved).toBe(2);
});

test("files saved one after the other are one change; what tools leave behind, and what is accepted, is none", async () => {
  for (const name of ["a", "b", "c"]) {
    writeFileSync(file(name), "new text");
    await sleep(50);
  }
  await settled();
  expect(saved).toBe(1);
  writeFileSync(file(".a.swp"), "editor");
  await settled();
  writeFileSync(file("a"), "by ourselves");
  watch.accept();
  await settled();
  expect(saved).toBe(1);
});
