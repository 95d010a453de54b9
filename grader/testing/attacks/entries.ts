/** Entries of a class that are links, pipes, huge, wrongly named, empty or somebody else's. */
import { execFileSync } from "node:child_process";
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { hashesOf, SUBMISSION_SCHEMA } from "../../submission/manifest.ts";
import { zipOf } from "../zip-of.ts";
import { AFFINITY, type Attack, CANARY, fileOf, folderOf, OUTSIDE, RIGHT, SCALE } from "./attack.ts";

const answer = { [`${SCALE}/commands.sh`]: RIGHT[SCALE] };
const error = ["error", "error", "error"] as const;
const none = ["-", "-", "-"] as const;

const links: readonly Attack[] = [
  {
    entry: "link-to-another",
    what: "the folder of somebody else",
    make: (path) => symlinkSync(join(dirname(path), "ahn"), path),
    outcomes: error,
    reads: ["a link is never followed"],
  },
  {
    entry: "link-to-device.zip",
    what: "a device that never ends",
    make: (path) => symlinkSync("/dev/zero", path),
    outcomes: error,
    reads: ["a link is never followed"],
  },
  {
    entry: "link-to-nothing.ipynb",
    what: "nothing",
    make: (path) => symlinkSync("nowhere", path),
    outcomes: error,
    reads: ["a link is never followed"],
  },
  {
    entry: "pipe.zip",
    what: "a pipe that nobody writes to",
    make: (path) => void execFileSync("mkfifo", [path]),
    outcomes: error,
    reads: ["this is a pipe"],
  },
  {
    entry: "links-inside",
    what: "links to the host, to another learner and to itself, and a pipe, beside the answer",
    make: folderOf(answer, (path) => {
      symlinkSync("/etc/passwd", join(path, SCALE, "a.yaml"));
      symlinkSync(join(dirname(path), "..", CANARY.name), join(path, SCALE, "b.yaml"));
      symlinkSync(join(dirname(path), "ahn", AFFINITY), join(path, AFFINITY));
      symlinkSync(".", join(path, SCALE, "loop"));
      execFileSync("mkfifo", [join(path, SCALE, "c.yaml")]);
    }),
    outcomes: [10, "-", "-"],
    noted: ["A link is never followed", "A pipe, a socket or a device is no file"],
  },
];

const sizes: readonly Attack[] = [
  {
    entry: "huge-file",
    what: "four gigabytes beside the answer",
    make: folderOf(answer, (path) => sparse(join(path, SCALE, "core.yaml"), 2 ** 32)),
    outcomes: [10, "-", "-"],
    noted: ["(fileBytesMax)"],
  },
  {
    entry: "huge-zip.zip",
    what: "a zip of a gigabyte",
    make: (path) => sparse(path, 2 ** 30),
    outcomes: error,
    reads: ["(zipBytesMax)"],
  },
  {
    entry: "huge-notebook.ipynb",
    what: "a notebook of a hundred megabytes",
    make: (path) => sparse(path, 100 * 2 ** 20),
    outcomes: error,
    reads: ["(notebookBytesMax)", "clear its outputs"],
  },
  {
    entry: "deep",
    what: "folders in folders",
    make: folderOf(answer, (path) =>
      mkdirSync(join(path, ...Array<string>(40).fill("d"), "x"), { recursive: true }),
    ),
    outcomes: [10, "-", "-"],
    noted: ["(depthMax)"],
  },
  {
    entry: "many-files",
    what: "six hundred files in an exercise",
    make: folderOf({
      ...answer,
      ...Object.fromEntries(
        Array.from({ length: 600 }, (_, at) => [`${AFFINITY}/x${String(at).padStart(3, "0")}.txt`, "x"]),
      ),
    }),
    outcomes: [10, 0, "-"],
    noted: ["(filesMax)"],
  },
];

/** A right answer under an odd name. */
const answered = { make: folderOf(answer), outcomes: [10, "-", "-"] } as const;

const names: readonly Attack[] = [
  {
    entry: '=HYPERLINK("http:--x","y")',
    learner: "_HYPERLINK__http_--x___y__",
    what: "a formula of a spreadsheet as a name",
    ...answered,
  },
  {
    entry: "new\nline",
    learner: "new_line",
    what: "a line end in a name",
    ...answered,
  },
  {
    entry: "\u001b[2Jclear",
    learner: "__2Jclear",
    what: "a mark of terminals in a name",
    ...answered,
  },
  {
    entry: "<img src=x onerror=alert(1)>",
    learner: "_img src_x onerror_alert_1__",
    what: "markup as a name",
    ...answered,
  },
  {
    entry: "exe\u202egpj.zip",
    learner: "exe_gpj",
    what: "a mark that turns the direction of writing",
    make: fileOf(zipOf(Object.entries(answer).map(([name, text]) => ({ name, text })))),
    outcomes: [10, "-", "-"],
  },
  {
    entry: "-rf",
    learner: "_rf",
    what: "a name that looks like an option",
    ...answered,
  },
  {
    entry: "김민수".normalize("NFD"),
    learner: "김민수",
    what: "a name as macOS takes Hangul apart, with such files",
    make: folderOf({ ...answer, [`${SCALE}/${"답안.txt".normalize("NFD")}`]: "x" }),
    outcomes: [10, "-", "-"],
    noted: ["답안.txt"],
  },
  {
    entry: "odd-files",
    what: "files whose names are formulas, markup, options, several lines, or properties of every object",
    make: folderOf({
      ...answer,
      [`${SCALE}/=cmd|' -C calc'!A0.txt`]: "x",
      [`${SCALE}/<script>alert(1)<.txt`]: "x",
      [`${SCALE}/a\nb.txt`]: "x",
      [`${SCALE}/__proto__`]: "x",
      [`${SCALE}/\u202egnp.txt`]: "x",
    }),
    outcomes: [10, "-", "-"],
    noted: ["=cmd|' -C calc'!A0.txt", "__proto__"],
  },
];

const mistaken: readonly Attack[] = [
  {
    entry: "empty",
    what: "an empty folder",
    make: folderOf({}),
    outcomes: none,
    reads: ["Nothing was submitted for this exercise", "Submit a folder with the exercise's name"],
  },
  {
    entry: "empty-files",
    what: "files without a byte",
    make: folderOf({ [`${SCALE}/commands.sh`]: "", [`${OUTSIDE}/my-service.yaml`]: "" }),
    outcomes: [0, "-", 0],
  },
  {
    entry: "other-course",
    what: "the answers to another assignment",
    make: folderOf({ "31-ingress/commands.sh": "kubectl get ingress\n" }),
    outcomes: none,
    noted: ['This course has no exercise "31-ingress"'],
    reads: ["Nothing was submitted for this exercise"],
  },
  {
    entry: "public-folder",
    what: "the exercise's own folder with the author's solution in it, and nothing of one's own",
    make: folderOf({
      [`${SCALE}/solution/commands.sh`]: RIGHT[SCALE],
      [`${SCALE}/alternatives/x/commands.sh`]: RIGHT[SCALE],
      [`${SCALE}/check.ts`]: "",
      [`${SCALE}/exercise.yaml`]: "",
    }),
    outcomes: [0, "-", "-"],
    noted: ["belong to the exercise and not to an answer"],
  },
  {
    entry: "public-folder-with-work",
    what: "the exercise's own folder, with one's own work in it",
    make: folderOf({
      [`${SCALE}/solution/commands.sh`]: "exit 1\n",
      [`${SCALE}/work/commands.sh`]: RIGHT[SCALE],
    }),
    outcomes: [10, "-", "-"],
    noted: ["belong to the exercise and not to an answer: solution/"],
  },
  {
    entry: "wrapped",
    what: "two folders too many, beside a PDF",
    make: folderOf({ [`과제/제출/${SCALE}/commands.sh`]: RIGHT[SCALE], "report.pdf": "%PDF-1.7" }),
    outcomes: [10, "-", "-"],
    noted: ["report.pdf"],
  },
  {
    entry: "twice",
    what: "the exercise twice: the answer nearer to the top counts",
    make: folderOf({ ...answer, [`old/${SCALE}/commands.sh`]: "exit 1\n" }),
    outcomes: [10, "-", "-"],
    noted: ["is there more than once"],
  },
  {
    entry: "Windows",
    what: "line ends and marks of Windows, in the encodings of PowerShell",
    make: folderOf({
      [`${SCALE}/commands.sh`]: Buffer.from(`\ufeff${RIGHT[SCALE].replace("\n", "\r\n")}`, "utf16le"),
      [`${AFFINITY}/commands.sh`]: `\ufeff${RIGHT[AFFINITY].replace("\n", "\r\n")}`,
    }),
    outcomes: [10, 10, "-"],
  },
  {
    entry: "copied.zip",
    what: "a zip that was packed for somebody else, and changed after that",
    make: fileOf(packedFor("ahn")),
    outcomes: [10, "-", "-"],
    noted: [
      'bootcamp submit packed it for "ahn", and it was handed in as "copied"',
      "was changed after submit",
    ],
  },
];

export const entries: readonly Attack[] = [...links, ...sizes, ...names, ...mistaken];

function sparse(file: string, bytes: number): void {
  writeFileSync(file, "");
  truncateSync(file, bytes);
}

function packedFor(learner: string): Buffer {
  const manifest = {
    ...{
      schema: SUBMISSION_SCHEMA,
      learner,
      submittedAt: "2026-01-05T09:30:00.000Z",
      score: 10,
      maxScore: 10,
    },
    grader: { version: "1.0.0", courseHash: "0".repeat(64), seed: 7 },
    exercises: [
      { id: SCALE, score: 10, maxScore: 10, files: hashesOf(new Map([["commands.sh", "other\n"]])) },
    ],
  };
  return zipOf([
    { name: `${SCALE}/commands.sh`, text: RIGHT[SCALE] },
    { name: "manifest.json", text: JSON.stringify(manifest) },
  ]);
}
