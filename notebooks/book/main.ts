/**
 * Writes the course as a static site, with what came of running it. Running it needs Python; reading it needs a browser.
 *
 * @example npm run book                  writes report/book; open report/book/index.html
 * @example npm run book -- --out DIR     writes it elsewhere
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { languages } from "../../grader/text.ts";
import { executeAnswered } from "../testing/answered.ts";
import { notebooksIn } from "../testing/course.ts";
import { findPython, root } from "../testing/host.ts";
import { bookOf, type RunNotebook } from "./book.ts";

const { values } = parseArgs({ options: { out: { type: "string", default: join(root, "report", "book") } } });
const python = await findPython();
if (python.path === undefined) {
  console.error(python.missing);
  process.exit(1);
}
const runs: RunNotebook[] = [];
for (const notebook of languages.flatMap(notebooksIn)) {
  console.log(`running ${notebook.language}/${notebook.name}`);
  runs.push({ notebook, executed: await executeAnswered(notebook, python.path) });
}
const folder = resolve(values.out);
for (const [path, text] of bookOf(runs)) {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}
console.log(`The book is ${join(folder, "index.html")}`);
