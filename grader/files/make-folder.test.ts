import { existsSync, statSync } from "node:fs";
import { expect, test } from "vitest";
import { ScratchFolder } from "../testing/scratch-folder.ts";
import { makeFolder } from "./make-folder.ts";

const folder = new ScratchFolder();

test("makes what is missing, and says where that begins", () => {
  expect(makeFolder(folder.at("a/b/c"))).toBe(folder.at("a"));
  expect(statSync(folder.at("a/b/c")).isDirectory()).toBe(true);
  expect(makeFolder(folder.at("a/b/c"))).toBeUndefined();
  expect(makeFolder(folder.at("a/b/d"))).toBe(folder.at("a/b/d"));
});

test("ends with the system's error where a file is in the way", () => {
  folder.write("file", "");
  expect(() => makeFolder(folder.at("file"))).toThrow(/EEXIST/);
  expect(() => makeFolder(folder.at("file/below"))).toThrow(/EEXIST|ENOTDIR/);
});

test.runIf(existsSync("/proc/self"))("ends where the system makes no folders", () => {
  expect(() => makeFolder("/proc/reports/of/a-class")).toThrow(/ENOENT/);
});
