import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { buildNotebooks } from "./build/build.ts";
import { executeAnswered } from "./testing/answered.ts";
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
  const code = cell.source.replaceAll(/lang: "(ko|en)"/g, "lang").replaceAll(/(\/\/|#) .*$/gm, "//");
  return { type: cell.type, id: cell.id, tags: cell.tags, code: cell.type === "code" ? code : "" };
}

describe.skipIf(python.missing).each([...korean, ...english])(
  `$language/$name on the kernel ${python.missing ?? ""}`,
  (notebook: Notebook) => {
    let first: ExecutedCell[] = [];
    let second: ExecutedCell[] = [];
    beforeAll(async () => {
      const run = (): Promise<ExecutedCell[]> => executeAnswered(notebook, python.path ?? "");
      [first, second] = await Promise.all([run(), run()]);
    }, 300_000);

    test("runs from top to bottom, and only a trap may fail", () => {
      const failed = first.filter(
        ({ status, tags }) => status !== "ok" && !(status === "error" && tags.includes("trap")),
      );
      expect(failed.map((cell) => `cell ${cell.index}: ${cell.status}: ${textOf(cell)}`)).toEqual([]);
    });

    test("complains in traps alone", () => {
      const complaints = first.filter(({ tags }) => !tags.includes("trap")).filter(complains);
      expect(complaints.map((cell) => `cell ${cell.index}: ${textOf(cell)}`)).toEqual([]);
    });

    test("shows no stack trace", () => {
      const traced = first.filter((cell) => /^ {4}at .*:\d+:\d+\)?$|evalmachine/m.test(textOf(cell)));
      expect(traced.map((cell) => `cell ${cell.index}: ${textOf(cell)}`)).toEqual([]);
    });

    test("says the same, byte for byte, when it is run again", () => {
      expect(wherever(second)).toEqual(wherever(first));
    });

    test("happens as its questions say", () => {
      const revealed = first.filter(({ source }) => /\breveal\(/.test(source)).map(textOf);
      expect(revealed.filter((text) => !text.includes("✓") || otherThanWritten.test(text))).toEqual([]);
    });

    test("gives every picture a text alternative of 70 to 250 characters", () => {
      const pictures = first
        .flatMap(({ outputs }) => outputs)
        .flatMap((output) => ("data" in output ? [output.data["text/html"] ?? ""] : []));
      const alternatives = pictures
        .flatMap((html) => [...html.matchAll(/<img\b[^>]*>/g)])
        // An escaped character is one.
        .map(([tag]) => (/\balt="([^"]*)"/.exec(tag)?.[1] ?? "").replaceAll(/&#?\w+;/g, "_"));
      expect(alternatives).not.toEqual([]);
      expect(alternatives.filter(({ length }) => length < 70 || length > 250)).toEqual([]);
    });

    test("is made for the kernel of the course", () => {
      expect(notebook.kernel).toBe("tslab");
    });
  },
);

/** Each run has a folder of its own, which its exercises name. */
function wherever(cells: ExecutedCell[]): ExecutedCell[] {
  return JSON.parse(JSON.stringify(cells).replaceAll(/\brun-\w{6}\b/g, "run")) as ExecutedCell[];
}

/** What `reveal` says when the requests show nothing, or something else than they did when the course was written. */
const otherThanWritten = /course was written|강의를 만들 때/;

function complains({ outputs }: ExecutedCell): boolean {
  return outputs.some((output) => "name" in output && output.name === "stderr");
}

describe.skipIf(python.missing)(`a notebook without predictions ${python.missing ?? ""}`, () => {
  let cells: ExecutedCell[] = [];
  beforeAll(async () => {
    mkdirSync(join(root, "report"), { recursive: true });
    const work = mkdtempSync(join(root, "report", "work-"));
    const [notebook] = english;
    cells = await executeNotebook(root, python.path ?? "", notebook?.path ?? "", { work });
    rmSync(work, { recursive: true });
  }, 300_000);

  test("stops at its first question, and says in a sentence what to do", () => {
    const stopped = cells.find(({ status }) => status !== "ok");
    expect(stopped?.tags).toContain("predict");
    expect(stopped?.status).toBe("error");
    expect(stopped === undefined ? "" : textOf(stopped)).toMatch(
      /Your prediction is missing\. Write a, b or c in place of the question mark and run this cell again\./,
    );
  });
});
