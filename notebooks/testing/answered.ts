/** A notebook in which somebody has predicted all that happens, so that it runs from top to bottom. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Lesson } from "service-bootcamp";
import type { Notebook } from "./course.ts";
import { type ExecutedCell, executeNotebook } from "./execute.ts";
import { root } from "./host.ts";

/** As it stands in the JSON of a notebook. */
const OPEN_QUESTION = /predict\(\\"([a-z0-9-]+)\\", \\"\?\\"\)/g;

/** @param notebook the text of an .ipynb file. @throws Error naming a question that its lesson does not have. */
function answered(notebook: string, { id, questions }: Lesson): string {
  return notebook.replaceAll(OPEN_QUESTION, (_, name: string) => {
    const question = questions[name];
    if (question === undefined) throw new Error(`the lesson ${id} has no question ${name}`);
    return `predict(\\"${name}\\", \\"${question.answer}\\")`;
  });
}

/** The text of its .ipynb file with every prediction made. */
export function answeredText({ name, path, language }: Notebook): string {
  const lesson = join(root, "notebooks", "lessons", language, name.replace(/ipynb$/, "json"));
  return answered(readFileSync(path, "utf8"), JSON.parse(readFileSync(lesson, "utf8")) as Lesson);
}

/** Runs it in a copy, with a work folder of its own, so that nobody's progress is touched. */
export async function executeAnswered(notebook: Notebook, python: string): Promise<ExecutedCell[]> {
  mkdirSync(join(root, "report"), { recursive: true });
  // Inside of the checkout, where the packages that cells import are found.
  const folder = mkdtempSync(join(root, "report", "run-"));
  try {
    const copy = join(folder, notebook.name);
    writeFileSync(copy, answeredText(notebook));
    const cells = await executeNotebook(root, python, copy, { work: join(folder, "work") });
    // The folder has another name each time, and exercises tell where their files are.
    return JSON.parse(JSON.stringify(cells).replaceAll(basename(folder), "run")) as ExecutedCell[];
  } finally {
    rmSync(folder, { recursive: true });
  }
}
