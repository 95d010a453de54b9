import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type LabPlace, layOutPlace } from "./lab-place.ts";
import { labTexts } from "./lab-texts.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "place-"));
  course("ko/01-why.ipynb", notebookText("질문", "답"));
  course("en/01-why.ipynb", notebookText("question", "answer"));
  course("en/02-next.ipynb", notebookText("more"));
  course("files/web.yaml", "replicas: 1\n");
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

const notebookText = (...texts: string[]): string =>
  JSON.stringify({
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: texts.map((source, at) => ({ id: `cell-${at}`, cell_type: "markdown", metadata: {}, source })),
  });

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
const course = (path: string, text: string): void => write(`root/notebooks/${path}`, text);
const mine = (path: string): string => readFileSync(join(folder, "work", path), "utf8");
const cellsOf = (path: string): string[] =>
  (JSON.parse(mine(path)) as { cells: { source: string }[] }).cells.map(({ source }) => source);
const layOut = (lang: "en" | "ko" = "en"): LabPlace =>
  layOutPlace(join(folder, "root"), join(folder, "work"), lang, labTexts.en);

describe("the learner's place", () => {
  test("begins with copies of the notebooks in their language and of the files", () => {
    const { notebooks, news } = layOut();
    expect({ notebooks, news }).toEqual({ notebooks: ["01-why.ipynb", "02-next.ipynb"], news: [] });
    expect(mine("notebooks/01-why.ipynb")).toBe(notebookText("question", "answer"));
    expect(mine("files/web.yaml")).toBe("replicas: 1\n");
    expect(readdirSync(join(folder, "work")).filter((name) => !name.startsWith("."))).toEqual([
      "files",
      "node_modules",
      "notebooks",
    ]);
  });

  test("is left as it is while the course is the same", () => {
    layOut();
    write("work/notebooks/01-why.ipynb", notebookText("question", "mine"));
    write("work/files/web.yaml", "replicas: 3\n");
    expect(layOut().news).toEqual([]);
    expect([cellsOf("notebooks/01-why.ipynb"), mine("files/web.yaml")]).toEqual([
      ["question", "mine"],
      "replicas: 3\n",
    ]);
  });

  test("gets what is new in the course beside what the learner wrote, and tells so once", () => {
    layOut();
    write("work/notebooks/01-why.ipynb", notebookText("question", "mine"));
    course("en/01-why.ipynb", notebookText("better question", "better answer", "one more"));
    course("en/03-new.ipynb", notebookText("new"));
    course("files/web.yaml", "replicas: 2\n");
    expect(layOut().news).toEqual([
      "Updated notebooks/01-why.ipynb: 1 cell changed, 1 new, 1 cell of yours stayed as you wrote it.",
    ]);
    expect(cellsOf("notebooks/01-why.ipynb")).toEqual(["better question", "mine", "one more"]);
    expect([cellsOf("notebooks/03-new.ipynb"), mine("files/web.yaml")]).toEqual([["new"], "replicas: 2\n"]);
    expect(layOut().news).toEqual([]);
  });

  test("keeps a file that both have changed", () => {
    layOut();
    write("work/files/web.yaml", "replicas: 3\n");
    course("files/web.yaml", "replicas: 2\n");
    expect(layOut().news).toEqual([
      "The course has changed files/web.yaml, and so have you: yours has stayed.",
    ]);
    expect(mine("files/web.yaml")).toBe("replicas: 3\n");
    expect(layOut().news).toEqual([]);
  });

  test("speaks the other language when that is asked for, and what the learner wrote stays", () => {
    layOut();
    write("work/notebooks/01-why.ipynb", notebookText("question", "mine"));
    layOut("ko");
    expect(cellsOf("notebooks/01-why.ipynb")).toEqual(["질문", "mine"]);
  });

  test.each([
    ["is broken", "{"],
    ["is empty", ""],
    ["is something else", "[1]"],
  ])("keeps a copy that %s aside and lays a fresh one", (_, text) => {
    layOut();
    write("work/notebooks/01-why.ipynb", text);
    expect(layOut().news).toEqual([
      "notebooks/01-why.ipynb could not be read. It is kept as notebooks/01-why.kept-1.ipynb, and there is a fresh copy.",
    ]);
    expect(mine("notebooks/01-why.kept-1.ipynb")).toBe(text);
    expect(cellsOf("notebooks/01-why.ipynb")).toEqual(["question", "answer"]);
  });

  test("gets a notebook back that was deleted, and loses nothing when nobody knows what a copy was made of", () => {
    layOut();
    rmSync(join(folder, "work/notebooks/01-why.ipynb"));
    rmSync(join(folder, "work/.lab"), { recursive: true });
    write("work/notebooks/02-next.ipynb", notebookText("more of mine"));
    layOut();
    expect(cellsOf("notebooks/01-why.ipynb")).toEqual(["question", "answer"]);
    expect(cellsOf("notebooks/02-next.ipynb")).toEqual(["more of mine"]);
  });
});
