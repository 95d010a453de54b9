import { execFileSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { limits } from "../files/limits.ts";
import { SubmissionRefused } from "../files/refusal.ts";
import { writeZip } from "../files/write-zip.ts";
import { noise } from "../testing/draw.ts";
import { notebookOf, ScratchFolder } from "../testing/scratch-folder.ts";
import { zipOf } from "../testing/zip-of.ts";
import { hashesOf, SUBMISSION_SCHEMA, type SubmissionManifest } from "./manifest.ts";
import { readSubmission } from "./submission.ts";

const SCALE = "01-scale-to-five";
const AFFINITY = "06-session-affinity";
const ids = [SCALE, AFFINITY];
const folder = new ScratchFolder();

/** Exercise -> path -> text, and the notes in English. */
async function read(...paths: readonly string[]) {
  const { exercises, notes } = await readSubmission(paths, ids);
  const answers = Object.fromEntries([...exercises].map(([id, files]) => [id, Object.fromEntries(files)]));
  for (const { ko } of notes) expect(ko).toMatch(/\p{Script=Hangul}/u);
  return { answers, notes: notes.map(({ en }) => en) };
}

describe("a submission", () => {
  test("as a folder has the files of each exercise, and the time of the newest that was read", async () => {
    folder.write(`kim/${SCALE}/a.yaml`, "a: 1\n", 3);
    folder.write(`kim/${SCALE}/sub/b.yaml`, "b: 1\n", 4);
    folder.write("kim/README.md", "of today");
    const submission = await readSubmission([folder.at("kim")], ids);
    expect([...(submission.exercises.get(SCALE) ?? [])]).toEqual([
      ["a.yaml", "a: 1\n"],
      ["sub/b.yaml", "b: 1\n"],
    ]);
    expect(submission.exercises.has(AFFINITY)).toBe(false);
    expect(submission.submittedAt).toBe("2026-01-04T00:00:00.000Z");
    expect(submission.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test.each([
    ["on top", `${SCALE}/commands.sh`],
    ["under two wrappers", `과제/제출/${SCALE}/commands.sh`],
    ["in work", `service-bootcamp/work/${SCALE}/commands.sh`],
    ["in a folder of its own name", `${SCALE}/${SCALE}/commands.sh`],
    ["in capitals", "01-Scale-To-Five/commands.sh"],
    ["as a copy", `${SCALE} (1)/commands.sh`],
    ["as a copy of macOS", `${SCALE} 2/commands.sh`],
    ["as a copy of Windows", `${SCALE} - 복사본/commands.sh`],
    ["in one more folder inside", `${SCALE}/answer/commands.sh`],
  ])("is found %s, as a folder and as a zip, beside a README and a PDF", async (_, path) => {
    folder.write(`kim/${path}`, "get svc\n");
    folder.write("kim/README.md", "hello");
    folder.write("kim/report.pdf", "%PDF-1.7");
    const zip = folder.write("lee.zip", zipOf([{ name: path, text: "get svc\n" }, { name: "report.pdf" }]));
    for (const each of [folder.at("kim"), zip])
      expect((await read(each)).answers).toEqual({ [SCALE]: { "commands.sh": "get svc\n" } });
    expect((await read(folder.at("kim"))).notes).toEqual([
      'Not used, because it lies in no exercise\'s folder: "README.md", "report.pdf"',
    ]);
  });

  test("in a zip for each exercise is found by the names of the zips, with and without a folder inside", async () => {
    folder.write(`kim/${SCALE}.zip`, zipOf([{ name: "commands.sh", text: "a\n" }]));
    folder.write(`kim/${AFFINITY}.zip`, zipOf([{ name: `${AFFINITY}/commands.sh`, text: "b\n" }]));
    const zip = folder.write(
      "all.zip",
      zipOf([{ name: `hw/${SCALE}.zip`, text: zipOf([{ name: "commands.sh", text: "a\n" }]) }]),
    );
    expect((await read(folder.at("kim"))).answers).toEqual({
      [SCALE]: { "commands.sh": "a\n" },
      [AFFINITY]: { "commands.sh": "b\n" },
    });
    expect((await read(zip)).answers).toEqual({ [SCALE]: { "commands.sh": "a\n" } });
    expect((await read(folder.at(`kim/${SCALE}.zip`))).answers).toEqual({
      [SCALE]: { "commands.sh": "a\n" },
    });
  });

  test("is read as it was meant, whatever program wrote it", async () => {
    folder.write(`kim/${SCALE}/ansi.sh`, Buffer.from("2320b1e8c3b6bcf60a", "hex"));
    folder.write(`kim/${SCALE}/bom.sh`, "\ufeffget svc\r\n");
    folder.write(`kim/${SCALE}/powershell.yaml`, Buffer.from("\ufeffkind: Service", "utf16le"));
    folder.write(`kim/${"서비스.yaml".normalize("NFD")}`, "");
    folder.write(`kim/${SCALE}/${"서비스.yaml".normalize("NFD")}`, "kind: Service");
    expect((await read(folder.at("kim"))).answers[SCALE]).toEqual({
      "ansi.sh": "# 김철수\n",
      "bom.sh": "get svc\r\n",
      "powershell.yaml": "kind: Service",
      "서비스.yaml": "kind: Service",
    });
  });
});

describe("what is odd in a submission costs only itself", () => {
  const odd: readonly (readonly [string, () => void, string])[] = [
    [
      "a link",
      () => symlinkSync("/etc/passwd", folder.at(`kim/${SCALE}/x.yaml`)),
      "A link is never followed",
    ],
    ["a link that leads nowhere", () => symlinkSync("nowhere", folder.at(`kim/${SCALE}/x.yaml`)), "A link"],
    ["a link to a folder", () => symlinkSync("/", folder.at("kim/root")), "A link"],
    ["a pipe", () => execFileSync("mkfifo", [folder.at(`kim/${SCALE}/x.yaml`)]), "is no file"],
    [
      "a picture",
      () => folder.write(`kim/${SCALE}/x.png`, Buffer.from("89504e470d0a1a0a", "hex")),
      "not text",
    ],
    ["a program", () => folder.write(`kim/${SCALE}/x`, Buffer.from("7f454c4600", "hex")), "not text"],
    [
      "a large file",
      () => folder.write(`kim/${SCALE}/x.log`, Buffer.alloc(limits.fileBytesMax + 1, "x")),
      "(fileBytesMax)",
    ],
    ["a hidden folder", () => folder.write("kim/.old/x.yaml"), "hidden"],
    ["a broken zip", () => folder.write("kim/x.zip", "PK\u0003\u0004?"), "damaged"],
    ["a zip that is none", () => folder.write("kim/x.zip", "?"), "no zip"],
    ["a broken notebook", () => folder.write("kim/x.ipynb", "?"), "not a notebook"],
  ];

  test.each(odd)("%s", async (_, make, sentence) => {
    folder.write(`kim/${SCALE}/commands.sh`, "get svc\n");
    make();
    const { answers, notes } = await read(folder.at("kim"));
    expect(answers).toEqual({ [SCALE]: { "commands.sh": "get svc\n" } });
    expect(notes.join("\n")).toContain(sentence);
    expect(notes).toHaveLength(1);
  });

  const isRoot = process.getuid?.() === 0;
  test.skipIf(isRoot)(`a file that may not be read ${isRoot ? "(root may read any)" : ""}`, async () => {
    folder.write(`kim/${SCALE}/commands.sh`, "get svc\n");
    chmodSync(folder.write(`kim/${SCALE}/x.yaml`), 0);
    const { answers, notes } = await read(folder.at("kim"));
    expect(Object.keys(answers[SCALE] ?? {})).toEqual(["commands.sh"]);
    expect(notes[0]).toContain("not allowed to read it");
  });

  test("zips in zips in zips", async () => {
    const inner = zipOf([{ name: `${SCALE}/commands.sh`, text: "deep\n" }]);
    const once = zipOf([
      { name: "inner.zip", text: inner },
      { name: `${AFFINITY}/commands.sh`, text: "near\n" },
    ]);
    const twice = folder.write("kim.zip", zipOf([{ name: "once.zip", text: once }]));
    const { answers, notes } = await read(twice);
    expect(answers).toEqual({ [AFFINITY]: { "commands.sh": "near\n" } });
    expect(notes).toEqual([
      'Left out: "kim/once/inner.zip". A zip in a zip in a zip is not opened (zipDepthMax)',
    ]);
  });

  test("any number of files beside the answers", async () => {
    for (let at = 0; at < limits.filesMax + 50; at++) folder.write(`kim/0-pictures/${at}.png`, "x");
    folder.write(`kim/${SCALE}/commands.sh`, "get svc\n");
    expect((await read(folder.at("kim"))).answers).toEqual({ [SCALE]: { "commands.sh": "get svc\n" } });
  });

  test("any number of files in an exercise, beyond those that were read already", async () => {
    folder.write(`kim/${SCALE}/a.yaml`, "a: 1\n");
    const many = Array.from({ length: limits.filesMax + 10 }, (_, at) => ({
      name: `${AFFINITY}/${at}`,
      text: "x",
    }));
    const large = Array.from({ length: 7 }, (_, at) => ({
      name: `${AFFINITY}/${at}`,
      text: noise(900_000, at),
    }));
    const first = { name: `${SCALE}/a.yaml`, text: "a: 1\n" };
    for (const [name, entries, budget] of [
      ["many", many, "filesMax"],
      ["large", large, "totalBytesMax"],
    ] as const) {
      const { answers, notes } = await read(folder.write(`${name}.zip`, zipOf([...entries, first])));
      expect(answers[SCALE]).toEqual({ "a.yaml": "a: 1\n" });
      expect(Object.keys(answers[AFFINITY] ?? {}).length).toBeGreaterThan(4);
      expect(notes.join()).toContain(`(${budget})`);
    }
  });
});

describe("a submission is refused as a whole", () => {
  test.each([
    ["kim.rar", "?", "neither a folder nor a .zip"],
    ["kim.zip", "?", "no zip"],
    ["kim.zip", "PK\u0003\u0004?", "damaged"],
  ])("when the one thing that was handed in is a broken %s", async (name, content, sentence) => {
    await expect(readSubmission([folder.write(name, content)], ids)).rejects.toThrow(sentence);
  });

  test("when it is a link, to whatever it leads, or a pipe", async () => {
    folder.write(`kim/${SCALE}/commands.sh`);
    symlinkSync(folder.at("kim"), folder.at("lee"));
    symlinkSync("/dev/zero", folder.at("park.zip"));
    execFileSync("mkfifo", [folder.at("choi.zip")]);
    for (const name of ["lee", "park.zip", "choi.zip", "nobody"])
      await expect(readSubmission([folder.at(name)], ids)).rejects.toThrow(SubmissionRefused);
  });

  test("when it holds the submissions of several learners", async () => {
    const zip = zipOf(
      ["김민수_1001", "이서연_1002"].map((name) => ({
        name: `${name}_assignsubmission_file_/${SCALE}/commands.sh`,
      })),
    );
    await expect(readSubmission([folder.write("all.zip", zip)], ids)).rejects.toThrow("of 2 learners");
  });

  test("but not when something else of the same learner can be read", async () => {
    folder.write("kim.pdf", "%PDF");
    folder.write("kim.zip", zipOf([{ name: `${SCALE}/commands.sh`, text: "a\n" }]));
    const { answers, notes } = await read(folder.at("kim.pdf"), folder.at("kim.zip"));
    expect(answers).toEqual({ [SCALE]: { "commands.sh": "a\n" } });
    expect(notes[0]).toContain("kim.pdf");
  });

  test("and never for nothing", async () => {
    mkdirSync(folder.at("kim"));
    expect(await read(folder.at("kim"))).toEqual({ answers: {}, notes: [] });
    expect(await readSubmission([], ids)).toMatchObject({ sha256: null, submittedAt: null, notes: [] });
  });
});

describe("an exercise that is answered more than once", () => {
  test("counts as it was written last", async () => {
    folder.write(`kim/new/${SCALE}/commands.sh`, "new\n", 5);
    folder.write(`kim/${SCALE}/commands.sh`, "old\n", 4);
    const { answers, notes } = await read(folder.at("kim"));
    expect(answers[SCALE]).toEqual({ "commands.sh": "new\n" });
    expect(notes[0]).toBe(
      `${SCALE} is there more than once: "kim/new/${SCALE}/" counts, because it was written last or lies nearest to the top, and not "kim/${SCALE}/"`.replaceAll(
        "kim/",
        "",
      ),
    );
  });

  test("counts as it lies nearest to the top, when all are equally old; never as the author's copy", async () => {
    const files = [
      `exercises/${SCALE}/solution/commands.sh`,
      `work/old/${SCALE}/commands.sh`,
      `work/${SCALE}/commands.sh`,
    ];
    const zip = folder.write("kim.zip", zipOf(files.map((name) => ({ name, text: name }))));
    expect((await read(zip)).answers[SCALE]).toEqual({ "commands.sh": `work/${SCALE}/commands.sh` });
  });

  test("by two submissions of one person counts by exercise", async () => {
    folder.write(`one/${SCALE}/commands.sh`, "old\n", 3);
    folder.write(`one/${AFFINITY}/commands.sh`, "only\n", 3);
    folder.write(`two/${SCALE}/commands.sh`, "new\n", 4);
    expect((await read(folder.at("one"), folder.at("two"))).answers).toEqual({
      [SCALE]: { "commands.sh": "new\n" },
      [AFFINITY]: { "commands.sh": "only\n" },
    });
  });

  test("in notebooks counts as the newest notebook has it", async () => {
    folder.write("kim/lab.ipynb", notebookOf(`const ex = await exercise("${SCALE}")`, "ex.sh`old`"), 3);
    folder.write("kim/lab-Copy1.ipynb", notebookOf(`const ex = await exercise("1")`, "ex.sh`new`"), 4);
    const { answers, notes } = await read(folder.at("kim"));
    expect(answers[SCALE]?.["commands.sh"]).toContain("new");
    expect(answers[SCALE]?.["commands.sh"]).not.toContain("old");
    expect(notes[0]).toContain('"lab-Copy1.ipynb" is the newest and counts');
  });
});

describe("a notebook", () => {
  test("alone has the commands of its cells", async () => {
    const file = folder.write("kim.ipynb", notebookOf(`// exercise: ${SCALE}\nawait sh\`kubectl scale\``));
    expect((await read(file)).answers[SCALE]?.["commands.sh"]).toMatch(
      /^# >>> notebook.*\nkubectl scale\n# <<</,
    );
  });

  test("beside a folder puts its commands behind those of the folder", async () => {
    folder.write("kim/lab.ipynb", notebookOf(`// exercise: ${SCALE}\nawait sh\`kubectl apply -f a.yaml\``));
    folder.write(`kim/work/${SCALE}/a.yaml`, "a: 1\n");
    folder.write(`kim/work/${SCALE}/commands.sh`, "kubectl get svc\n");
    const { answers, notes } = await read(folder.at("kim"));
    expect(Object.keys(answers[SCALE] ?? {})).toEqual(["a.yaml", "commands.sh"]);
    expect(answers[SCALE]?.["commands.sh"]).toMatch(
      /^kubectl get svc\n# >>> notebook.*\nkubectl apply -f a.yaml\n/,
    );
    expect(notes[0]).toContain("are run first");
  });

  test("whose commands a check has written into the folder already is not run twice", async () => {
    const checked = "# >>> notebook: x\nkubectl scale\n# <<< notebook\n";
    folder.write(`kim/work/${SCALE}/commands.sh`, checked);
    folder.write(
      "kim/work/lab.ipynb",
      notebookOf(`const ex = await exercise("${SCALE}"); await ex.sh\`kubectl scale\``),
    );
    expect((await read(folder.at("kim"))).answers[SCALE]).toEqual({ "commands.sh": checked });
  });

  test("cannot take the commands of one cell along with another", async () => {
    const cells = [
      `const ex = await exercise("${SCALE}")`,
      'ex.sh`echo "open`',
      "ex.sh`exit 1`",
      "ex.sh`kubectl scale`",
    ];
    const { answers } = await read(folder.write("kim.ipynb", notebookOf(...cells)));
    expect(answers[SCALE]?.["commands.sh"]).toContain("eval 'echo \"open'\n(\nexit 1\n)\nkubectl scale\n");
  });

  test("that names an exercise of another course is told", async () => {
    const { answers, notes } = await read(
      folder.write("kim.ipynb", notebookOf("// exercise: 31-other\nsh`a`")),
    );
    expect(answers).toEqual({});
    expect(notes).toEqual(['"kim.ipynb": this course has no exercise "31-other"']);
  });
});

test("the answers to another assignment are told", async () => {
  folder.write("kim/31-ingress/commands.sh");
  expect((await read(folder.at("kim"))).notes[0]).toBe(
    'This course has no exercise "31-ingress": perhaps it was meant for another assignment, or its name was changed',
  );
});

describe("a zip of bootcamp submit", () => {
  const packed = (text: string, learner = "kim", more: readonly { name: string; content: string }[] = []) => {
    const exercise = {
      id: SCALE,
      score: 10,
      maxScore: 10,
      files: hashesOf(new Map([["commands.sh", "right\n"]])),
    };
    const manifest: SubmissionManifest = {
      schema: SUBMISSION_SCHEMA,
      learner,
      submittedAt: "2026-01-05T09:30:00.000Z",
      grader: { version: "1.0.0", courseHash: "0".repeat(64), seed: 7 },
      score: 10,
      maxScore: 10,
      exercises: [exercise],
      predictions: [{ lesson: "01-why", question: "who", choice: "b" }],
    };
    const files = [
      ...more,
      { name: `${SCALE}/commands.sh`, content: text },
      { name: "manifest.json", content: JSON.stringify(manifest) },
    ];
    return folder.write("kim.zip", writeZip(files, new Date("2026-01-05T09:30:00Z")));
  };
  const notesOf = async (file: string) =>
    (await readSubmission([file], ids, { knownAs: ["Kim"] })).notes.map(({ en }) => en);

  test("is known, and says nothing when it is as it was packed", async () => {
    const { manifest, submittedAt, predictions } = await readSubmission([packed("right\n")], ids);
    expect(predictions).toEqual([{ lesson: "01-why", question: "who", choice: "b" }]);
    expect([manifest?.learner, submittedAt]).toEqual(["kim", "2026-01-05T09:30:00.000Z"]);
    expect(await notesOf(packed("right\n"))).toEqual([]);
  });

  test("is told to the instructor when a file was changed, and counts as it is", async () => {
    expect(await notesOf(packed("other\n"))).toEqual([
      `Not as bootcamp submit packed it: ${SCALE}/commands.sh was changed after submit`,
    ]);
    expect((await read(packed("other\n"))).answers[SCALE]).toEqual({ "commands.sh": "other\n" });
  });

  test("is told when it was packed for somebody else", async () => {
    expect((await notesOf(packed("right\n", "lee")))[0]).toBe(
      'bootcamp submit packed it for "lee", and it was handed in as "Kim"',
    );
  });

  test("is told of in as many sentences as a result holds", async () => {
    const names = Array.from({ length: 150 }, (_, at) => ({ name: `${SCALE}/${at}.yaml`, content: "" }));
    const zip = packed("right\n", "Kim", names);
    const notes = await notesOf(zip);
    expect([notes.length, notes.at(-1)]).toEqual([100, "51 more of this kind are not shown"]);
  });

  test("is one only with a manifest that can be understood", async () => {
    folder.write(`kim/${SCALE}/commands.sh`, "a\n");
    folder.write("kim/manifest.json", "{}");
    expect((await read(folder.at("kim"))).notes[0]).toContain("bootcamp submit did not write it");
  });
});
