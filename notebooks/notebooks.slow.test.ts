import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { buildNotebooks } from "./build/build.ts";
import { type Notebook, type NotebookCell, notebooksIn } from "./testing/course.ts";
import { type ExecutedCell, executeNotebook, textOf } from "./testing/execute.ts";
import { findPython, root } from "./testing/host.ts";

const python = await findPython();
const korean = notebooksIn("ko");
const english = notebooksIn("en");

test("every notebook is there in both languages", () => {
  expect(korean.map(({ name }) => name)).toEqual(english.map(({ name }) => name));
  expect(korean).not.toEqual([]);
});

test("every notebook and lesson is what its source builds", () => {
  const folder = join(root, "notebooks");
  const { files, faults } = buildNotebooks(folder);
  expect(faults).toEqual([]);
  const written = ["ko", "en", "lessons/ko", "lessons/en"].flatMap((below) =>
    readdirSync(join(folder, below))
      .filter((name) => /\.(ipynb|json)$/.test(name))
      .map((name) => `${below}/${name}`),
  );
  expect(written.sort()).toEqual([...files.keys()].sort());
  const stale = written
    .map((path) => [path, readFileSync(join(folder, path), "utf8")] as const)
    .filter(([path, text]) => files.get(path) !== text);
  expect(stale.map(([path]) => `notebooks/${path}: run npm run notebooks`)).toEqual([]);
});

test.each(english)("$name has the same cells, tags and code in both languages", (inEnglish) => {
  const inKorean = korean.find(({ name }) => name === inEnglish.name);
  expect(inKorean?.cells.map(shape)).toEqual(inEnglish.cells.map(shape));
});

/** What both languages share: all of a code cell but its choice of language and its comments, and the place of a text. */
function shape(cell: NotebookCell): unknown {
  const code = cell.source.replaceAll(/lang: "(ko|en)"/g, "lang").replaceAll(/\/\/.*$/gm, "//");
  return { type: cell.type, id: cell.id, tags: cell.tags, code: cell.type === "code" ? code : "" };
}

describe.skipIf(python.missing).each([...korean, ...english])(
  `$language/$name on the kernel ${python.missing ?? ""}`,
  (notebook: Notebook) => {
    let first: ExecutedCell[] = [];
    let second: ExecutedCell[] = [];
    beforeAll(async () => {
      const run = (): Promise<ExecutedCell[]> => executeNotebook(root, python.path ?? "", notebook.path);
      [first, second] = await Promise.all([run(), run()]);
    }, 300_000);

    test("runs from top to bottom, and only a trap may fail", () => {
      const failed = first.filter(
        ({ status, tags }) => status !== "ok" && !(status === "error" && tags.includes("trap")),
      );
      expect(failed.map((cell) => `cell ${cell.index}: ${cell.status}: ${textOf(cell)}`)).toEqual([]);
    });

    test("shows no stack trace", () => {
      const traced = first.filter((cell) => /^ {4}at .*:\d+:\d+\)?$|evalmachine/m.test(textOf(cell)));
      expect(traced.map((cell) => `cell ${cell.index}: ${textOf(cell)}`)).toEqual([]);
    });

    test("says the same, byte for byte, when it is run again", () => {
      expect(second).toEqual(first);
    });

    test("gives every picture a text alternative of 70 to 250 characters", () => {
      const pictures = first
        .flatMap(({ outputs }) => outputs)
        .flatMap((output) => ("data" in output ? [output.data["text/html"] ?? ""] : []));
      const alternatives = pictures
        .flatMap((html) => [...html.matchAll(/<img\b[^>]*>/g)])
        .map(([tag]) => /\balt="([^"]*)"/.exec(tag)?.[1] ?? "");
      expect(alternatives).not.toEqual([]);
      expect(alternatives.filter(({ length }) => length < 70 || length > 250)).toEqual([]);
    });

    test("is made for the kernel of the course", () => {
      expect(notebook.kernel).toBe("tslab");
    });
  },
);
