// biome-ignore-all lint/suspicious/noTemplateCurlyInString: what looks like a template is the text of a cell.
/** Notebooks that attack by code, by metadata or by outputs, or that are no notebooks any more. Nothing of them is run. */
import { notebookOf } from "../scratch-folder.ts";
import { type Attack, fileOf, RIGHT, SCALE } from "./attack.ts";

const right = RIGHT[SCALE].trim();
const OPEN = `const ex = await exercise("${SCALE}");`;
const ANSWER = `${OPEN}\nawait ex.sh\`${right}\`;`;

function cells(entry: string, what: string, sources: readonly string[], more: Partial<Attack> = {}): Attack {
  return {
    entry: `${entry}.ipynb`,
    what,
    make: fileOf(notebookOf(...sources)),
    outcomes: [10, "-", "-"],
    ...more,
  };
}

function raw(entry: string, what: string, text: string | Buffer, more: Partial<Attack> = {}): Attack {
  return { entry: `${entry}.ipynb`, what, make: fileOf(text), outcomes: [10, "-", "-"], ...more };
}

const code: readonly Attack[] = [
  cells(
    "patches-the-judge",
    "prototypes, chai, JSON and the console are patched in a process that nobody starts",
    [
      `import * as chai from "chai"; chai.Assertion.prototype.assert = () => {}; JSON.stringify = () => '{"score":30}';`,
      "Object.prototype.status = 'passed'; Array.prototype.every = () => true; Promise.prototype.then = () => {};",
      "process.exit(0); require('fs').writeFileSync('/tmp/owned', ''); process.kill(process.ppid);",
      OPEN,
    ],
    { outcomes: ["-", "-", "-"] },
  ),
  cells(
    "lies-as-object",
    "objects with lying valueOf and toJSON are no text of a command",
    [
      OPEN,
      "const lie = { valueOf: () => 5, toString: () => '5', toJSON: () => 5 };",
      "await ex.sh`kubectl scale deploy http-go --replicas=${lie}`;",
    ],
    { outcomes: ["-", "-", "-"], noted: ["a command that is put together by code"] },
  ),
  cells(
    "reaches-inside",
    "calls of the simulator instead of commands",
    [
      OPEN,
      "ex.cluster.api.update('endpoints', forged); ex.check = () => ({ score: 10 }); Object.assign(ex, { passed: true });",
    ],
    { outcomes: ["-", "-", "-"] },
  ),
  cells("marks-of-all-kinds", "calls, aliases, generics and patterns with backticks around plain commands", [
    OPEN,
    "const k = ex.sh; const r = /`/; type T = Array<string>; await k`kubectl get pods`;",
    `await ex.sh(\`${right}\`);`,
    `await ex.sh\`${right}\`;`,
  ]),
  cells(
    "template-beside-template",
    "one command that only a run knows, beside one that can be read",
    [OPEN, "await ex.sh`echo ${1 + 1}`;", `await ex.sh\`${right}\`;`],
    { noted: ["cell 2: nothing of a notebook is run"] },
  ),
  cells("cell-of-letters", "a cell of four hundred thousand letters", [ANSWER, "a".repeat(400_000)]),
  cells(
    "cell-of-templates",
    "a hundred thousand templates in templates",
    [ANSWER, `${"`${".repeat(100_000)}`],
    { noted: ["(nestingMax)"] },
  ),
  cells("cells-without-end", "six thousand cells", [ANSWER, ...Array<string>(6_000).fill("1")], {
    noted: ["(cellsMax)"],
  }),
];

const form: readonly Attack[] = [
  raw("no-JSON", "text that is no JSON", "{", {
    outcomes: ["-", "-", "-"],
    reads: ["It is not a notebook, because it is not JSON"],
  }),
  raw("cells-are-a-number", "JSON that is no notebook", '{"cells": 3}', { outcomes: ["-", "-", "-"] }),
  raw(
    "format-3",
    "the format of ten years ago",
    JSON.stringify({ nbformat: 3, worksheets: [{ cells: [{ cell_type: "code", input: ANSWER }] }] }),
  ),
  raw(
    "marked",
    "a mark and line ends of Windows",
    `\ufeff${JSON.stringify({ nbformat: 4, cells: [{ cell_type: "code", source: ANSWER.replaceAll("\n", "\r\n") }] }, null, 1).replaceAll("\n", "\r\n")}`,
  ),
  raw(
    "picture",
    "a picture of thirty megabytes among the outputs",
    JSON.stringify({
      nbformat: 4,
      cells: [
        { cell_type: "code", source: ANSWER, outputs: [{ data: { "image/png": "A".repeat(30_000_000) } }] },
      ],
    }),
  ),
  raw(
    "forged-metadata",
    "points, ids, kernel, outputs and a verdict that the learner wrote",
    JSON.stringify({
      nbformat: 4,
      metadata: {
        kernelspec: { name: "../../evil", argv: ["sh", "-c", "id"] },
        grade: { points: 999 },
        __proto__: { x: 1 },
      },
      cells: [
        {
          cell_type: "code",
          id: "../x",
          metadata: { nbgrader: { points: 999, grade_id: "x" }, tags: [`exercise:${SCALE}`] },
          source: "await sh`kubectl get pods`;",
          outputs: [{ output_type: "stream", text: "10/10 All checks pass" }],
        },
      ],
    }),
    { outcomes: [0, "-", "-"] },
  ),
  raw(
    "hostile-outputs",
    "outputs with scripts for whoever opens the report",
    JSON.stringify({
      nbformat: 4,
      cells: [
        { cell_type: "markdown", source: "[x](javascript:alert(1)) <script>alert(1)</script>" },
        {
          cell_type: "code",
          source: ANSWER,
          outputs: [
            { data: { "text/html": "<script>alert(1)</script>", "image/svg+xml": "<svg onload=alert(1)>" } },
          ],
        },
      ],
    }),
  ),
  raw(
    "split-and-moved",
    "a cell that was split, moved behind its second half, and copied",
    JSON.stringify({
      nbformat: 4,
      cells: [
        {
          cell_type: "code",
          metadata: { tags: [`exercise:${SCALE}`] },
          source: "await sh`kubectl get pods`;",
        },
        { cell_type: "code", metadata: { tags: [`exercise:${SCALE}`] }, source: `await sh\`${right}\`;` },
        { cell_type: "code", metadata: { tags: [`exercise:${SCALE}`] }, source: `await sh\`${right}\`;` },
      ],
    }),
  ),
  raw(
    "became-text",
    "a cell of the answer that is no code any more",
    JSON.stringify({
      nbformat: 4,
      cells: [
        { cell_type: "raw", metadata: { tags: [`exercise:${SCALE}`] }, source: `await sh\`${right}\`;` },
      ],
    }),
    { outcomes: ["-", "-", "-"], noted: ["it is not a code cell any more"] },
  ),
  raw(
    "script-in-answer",
    "scripts in commands and in what they print",
    notebookOf(
      `${OPEN}\nawait ex.sh\`echo '<script>alert(1)</script>' '<img src=x onerror=alert(1)>'; ${right}\`;`,
    ),
    { reads: ["<script>alert(1)</script>"] },
  ),
];

export const notebooks: readonly Attack[] = [...code, ...form];
