import { type SpawnSyncReturns, spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";

let root = "";

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "install-"));
  mkdirSync(join(root, ".tools"));
  copyFileSync(join(import.meta.dirname, "install.js"), join(root, ".tools/install.mjs"));
  write(
    "package-lock.json",
    lock({ "node_modules/yaml": "1.0.0", "node_modules/for-mac": "1.0.0 optional" }),
  );
  write(".tools/build.js", 'require("node:fs").appendFileSync("build-ran", "once\\n")');
  // Stands for npm: installs what the lock file names, but what is for another system.
  write("npm.cjs", npm);
});
afterEach(() => rmSync(root, { recursive: true }));

const npm = `
const { mkdirSync, readFileSync, writeFileSync, appendFileSync } = require("node:fs");
appendFileSync("npm-ran", process.argv.slice(2).join(" ") + "\\n");
const { packages } = JSON.parse(readFileSync("package-lock.json", "utf8"));
for (const path of Object.keys(packages)) if (packages[path].optional) delete packages[path]; else mkdirSync("./" + path, { recursive: true });
writeFileSync("node_modules/.package-lock.json", JSON.stringify({ packages }));
`;

function write(path: string, text: string): void {
  writeFileSync(join(root, path), text);
}

function lock(versions: Readonly<Record<string, string>>): string {
  const entries = Object.entries(versions).map(([path, text]) => [
    path,
    { version: text.split(" ")[0], optional: text.includes("optional") || undefined },
  ]);
  return JSON.stringify({ packages: { "": { version: "1.0.0" }, lib: {}, ...Object.fromEntries(entries) } });
}

function install(env: NodeJS.ProcessEnv = {}, ...options: string[]): SpawnSyncReturns<string> {
  const given = { ...process.env, LC_ALL: "C", npm_execpath: join(root, "npm.cjs"), ...env };
  return spawnSync(process.execPath, [".tools/install.mjs", ...options], {
    cwd: root,
    env: given,
    encoding: "utf8",
  });
}

const runs = (what: "npm-ran" | "build-ran"): string[] =>
  existsSync(join(root, what)) ? readFileSync(join(root, what), "utf8").trim().split("\n") : [];

test("in a fresh clone the packages are installed and the sources are built", () => {
  const { status, stderr } = install();
  expect({ status, stderr }).toEqual({
    status: 0,
    stderr: "Installing the npm packages (once, about half a minute) ...\n",
  });
  expect(runs("npm-ran")).toEqual([expect.stringMatching(/^ci\b/)]);
  expect(runs("build-ran")).toEqual(["once"]);
});

test("the second time only the build looks for changes, and nothing is printed", () => {
  install();
  expect(install()).toMatchObject({ status: 0, stdout: "", stderr: "" });
  expect(runs("npm-ran")).toHaveLength(1);
});

test.each([
  ["another version", { "node_modules/yaml": "1.0.1" }],
  ["a new package", { "node_modules/yaml": "1.0.0", "node_modules/ws": "1.0.0" }],
])("%s in the lock file is installed", (_, versions) => {
  install();
  write("package-lock.json", lock(versions));
  install();
  expect(runs("npm-ran")).toHaveLength(2);
});

test("a package whose folder was deleted is installed again", () => {
  install();
  rmSync(join(root, "node_modules/yaml"), { recursive: true });
  install();
  expect(runs("npm-ran")).toHaveLength(2);
});

test("the database of a gradebook is prepared once, and only for who asks", () => {
  install();
  expect(runs("npm-ran")).toHaveLength(1);
  write(
    "npm.cjs",
    `${npm}mkdirSync("node_modules/better-sqlite3"); writeFileSync("node_modules/better-sqlite3/index.js", "module.exports = class { close() {} }");`,
  );
  expect(install({}, "--gradebook").stderr).toContain("Preparing the database of the gradebook");
  expect(runs("npm-ran")[1]).toMatch(/^rebuild better-sqlite3\b/);
  expect(install({}, "--gradebook")).toMatchObject({ status: 0, stderr: "" });
  write("npm.cjs", "process.exit(1)");
  rmSync(join(root, "node_modules/better-sqlite3"), { recursive: true });
  expect(install({}, "--gradebook")).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("npm could not prepare better-sqlite3"),
  });
});

test("when npm fails one is told what to look at, in the language of the terminal", () => {
  write("npm.cjs", "process.exit(1)");
  expect(install()).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("npm could not install the packages: its message is above."),
  });
  expect(install({ LC_ALL: "ko_KR.UTF-8" })).toMatchObject({
    status: 1,
    stderr: expect.stringContaining("npm이 패키지를 설치하지 못했습니다."),
  });
});

test("when the sources do not compile one is told where to look", () => {
  install();
  write(".tools/build.js", 'console.log("lib/a.ts(1,1): error"); process.exit(2)');
  expect(install()).toMatchObject({
    status: 1,
    stdout: "lib/a.ts(1,1): error\n",
    stderr: expect.stringContaining("The sources do not compile"),
  });
});
