// The house rules that no linter can hold. Each failure names the file, and what to do about it.
import { basename, dirname } from "node:path";
import { expect, test } from "vitest";
import { importsOf, modules, root, sources, texts } from "./repository.ts";

const linesMax = 400;

const imported = new Set(modules.flatMap(([path, text]) => importsOf(path, text)));

test("a file is short enough to be read in one go", () => {
  const long = [...texts].filter(
    ([path, text]) => /\.(ts|js|py)$/.test(path) && text.split("\n").length > linesMax,
  );
  expect(long.map(([path]) => `${path} has more than ${linesMax} lines: split it by its nouns`)).toEqual([]);
});

test("a file of a folder with an index is listed there, or used by one that is", () => {
  const forgotten = modules
    .filter(([path]) => basename(path) !== "index.ts")
    .flatMap(([path]) => whereToList(path));
  expect(forgotten).toEqual([]);
});

/** The line that is missing in the index of the folder, if there is one. `lib` and `grader` are packages: their index is what they export. */
function whereToList(path: string): string[] {
  const folder = dirname(path);
  const isListed =
    folder === "lib" ||
    folder === "grader" ||
    !texts.has(`${folder}/index.ts`) ||
    imported.has(path.replace(/\.(browser|bundle)\.ts$/, ".ts")); // a bundler puts the one in place of the other
  if (isListed) return [];
  const name = /export (?:const|function|class) (\w+)/.exec(texts.get(path) ?? "")?.[1] ?? "...";
  return [`${folder}/index.ts lacks: import { ${name} } from "./${basename(path)}"; and ${name} in its list`];
}

test("the first thing in a file, after its imports, says what it is", () => {
  const mute = modules.filter(
    ([path, text]) => basename(path) !== "index.ts" && !/^(#!.*\n|import [^;]*;\s*)*(\/\*\*|\/\/)/.test(text),
  );
  expect(
    mute.map(([path]) => `${path} starts without a comment: say what it models, and what it leaves out`),
  ).toEqual([]);
});

test("no file is a drawer for everything", () => {
  const drawers = sources.filter(([path]) =>
    /(^|[/-])(utils?|helpers?|managers?|common|misc)([-.]|\/)/.test(path),
  );
  expect(drawers.map(([path]) => `${path}: name it by the Kubernetes noun or verb it is about`)).toEqual([]);
});

test("nothing is left for later in the code", () => {
  const open = sources.filter(
    ([path, text]) => !path.startsWith(".tools/") && /\b(TODO|FIXME|XXX)\b/.test(text),
  );
  expect(open.map(([path]) => `${path}: finish it, or say in plain words what it leaves out`)).toEqual([]);
});

test("a type that is forced upon a value has its reason beside it", () => {
  // Tests build parts of objects, which needs no reason.
  const forced = modules.flatMap(([path, text]) => {
    const lines = text.split("\n");
    return lines.flatMap((line, at) => {
      const hasReason = [line, lines[at - 1] ?? ""].some((each) => /\/\/|\/\*|^\s*\*/.test(each));
      return line.includes("as unknown as") && !hasReason ? [`${path}:${at + 1}`] : [];
    });
  });
  expect(forced.map((place) => `${place}: say why \`as unknown as\`, on the line or above`)).toEqual([]);
});

test("a relative import names the source file", () => {
  const compiled = [...texts].filter(
    ([path, text]) =>
      path.endsWith(".ts") && /^(import|export|\}).* from "\.{1,2}\/[^"]*(?<!\.ts)";/m.test(text),
  );
  expect(compiled.map(([path]) => `${path}: write the import with .ts at its end`)).toEqual([]);
});

test("an import stands at the top of its file, where the arrows are held", () => {
  const hidden = modules.filter(
    ([path, text]) => path.startsWith("lib/") && /(?<!await )\bimport\("\.\.\//.test(text),
  );
  expect(hidden.map(([path]) => `${path}: import the type at the top`)).toEqual([]);
});

test("no text knows the machine it was written on", () => {
  // Where this checkout stands, folders of a person, and addresses that a package was once fetched from.
  const local = [...texts].filter(
    ([path, text]) =>
      text.includes(root) ||
      /[" ]\/Users\//.test(text) ||
      (path === "package-lock.json" && /"resolved": "https?:/.test(text)),
  );
  expect(local.map(([path]) => `${path}: a path or an address of one machine; make it relative`)).toEqual([]);
});

test("the lock file knows the packages of every platform", () => {
  const { packages } = JSON.parse(texts.get("package-lock.json") ?? "") as {
    packages: Record<string, { optionalDependencies?: Record<string, string> }>;
  };
  const wanted = Object.values(packages).flatMap(({ optionalDependencies }) =>
    Object.keys(optionalDependencies ?? {}),
  );
  const unknown = wanted.filter(
    (name) => !Object.keys(packages).some((path) => path.endsWith(`node_modules/${name}`)),
  );
  expect(
    unknown.map(
      (name) =>
        `package-lock.json lacks ${name}: npm ci fails on its platform; add its entry (version, optional, os, cpu)`,
    ),
  ).toEqual([]);
});
