import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { loadBundle } from "./code-cache.ts";

let home = "";
let folder = "";
let bundle = "";
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "code-cache-"));
  folder = join(home, "cache");
  bundle = write("program-A.cjs", "a");
});
afterEach(() => rmSync(home, { recursive: true }));

function write(name: string, answer: string): string {
  const file = join(home, name);
  const helpers = Array.from(
    { length: 50 },
    (_, at) => `function helper${at}(text) { return text + "${at}"; }`,
  );
  const body = `exports.answer = () => helper0("${answer}"); exports.name = () => require("given").name;`;
  writeFileSync(file, `(function (exports, require) {${helpers.join("\n")}\n${body}})`);
  return file;
}

const load = (file = bundle) => {
  const { exports, keepCode } = loadBundle(file, folder, { given: () => ({ name: "given" }) });
  return { exports: exports as { answer: () => string; name: () => string }, keepCode };
};
const caches = () => readdirSync(folder);
const cache = () => join(folder, caches()[0] ?? "");

/** Loads, uses and keeps. @returns the answer. */
function use(file = bundle): string {
  const { exports, keepCode } = load(file);
  const answer = exports.answer();
  keepCode();
  return answer;
}

test("a bundle gets the packages that it is given, and those of the disk", () => {
  expect(load().exports.name()).toBe("given");
});

test("code is kept once, for the bundle as it is and this Node", () => {
  use();
  expect(caches()).toEqual([expect.stringMatching(/^program-A\.cjs-v[\d.]+-\d+-\d+\.code$/)]);
  const first = readFileSync(cache());
  expect(use()).toBe("a0");
  expect(readFileSync(cache())).toEqual(first);
});

test("of a bundle that was built anew only the new code is kept", () => {
  use();
  writeFileSync(join(folder, "other-A.cjs-1.code"), "of another bundle");
  writeFileSync(join(folder, "program-A.cjs-1.code"), "of another Node");
  writeFileSync(join(folder, "program-B.cjs-1.code"), "of another Node");
  expect(use(write("program-B.cjs", "b"))).toBe("b0");
  expect(caches()).toEqual([
    "other-A.cjs-1.code",
    "program-B.cjs-1.code",
    expect.stringMatching(/^program-B\.cjs-v[\d.]+-\d+-\d+\.code$/),
  ]);
});

describe("a bundle runs all the same where its cache", () => {
  test.each<[what: string, damage: (bytes: Buffer) => Buffer]>([
    ["is empty", () => Buffer.alloc(0)],
    ["ends early", (bytes) => bytes.subarray(0, bytes.length / 2)],
    ["has another byte in its middle", (bytes) => bytes.fill(0xff, bytes.length / 2, bytes.length / 2 + 1)],
    ["was never written to the disk", (bytes) => bytes.fill(0)],
    ["is something else", () => Buffer.from("no code at all")],
  ])("%s, and makes a new one", (_, damage) => {
    use();
    const whole = readFileSync(cache());
    writeFileSync(cache(), damage(Buffer.from(whole)));
    expect(use()).toBe("a0");
    expect(readFileSync(cache()).length).toBe(whole.length);
  });

  test("is a folder", () => {
    use();
    const name = cache();
    rmSync(name);
    mkdirSync(name);
    expect(use()).toBe("a0");
    expect(caches()).toHaveLength(1);
  });

  test("has no place, or one that may not be written", () => {
    writeFileSync(folder, "a file where the folder would be");
    expect(use()).toBe("a0");
    rmSync(folder);
    mkdirSync(folder);
    chmodSync(folder, 0o500);
    expect(use()).toBe("a0");
    chmodSync(folder, 0o700);
  });
});
