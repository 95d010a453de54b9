import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SubmissionRefused } from "../files/refusal.ts";
import { zipOf } from "../testing/zip-of.ts";
import { learnersOf, NoSubmission } from "./class.ts";
import { readSubmission } from "./submission.ts";

const ids = ["01-scale-to-five", "06-session-affinity"];
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "submission-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(path: string, content: string | Buffer = ""): string {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

describe("a submission", () => {
  test("as a folder has the files of each exercise, and the time of the newest", async () => {
    const file = write("kim/01-scale-to-five/a.yaml", "a: 1\n");
    write("kim/01-scale-to-five/sub/b.yaml", "b: 1\n");
    for (const path of [file, join(folder, "kim/01-scale-to-five/sub/b.yaml")])
      utimesSync(path, 1_700_000_000, 1_700_000_000);
    const submission = await readSubmission(join(folder, "kim"), ids);
    expect([...(submission.exercises.get("01-scale-to-five") ?? [])]).toEqual([
      ["a.yaml", "a: 1\n"],
      ["sub/b.yaml", "b: 1\n"],
    ]);
    expect(submission.exercises.has("06-session-affinity")).toBe(false);
    expect(submission.submittedAt).toBe("2023-11-14T22:13:20.000Z");
    expect(submission.sha256).toMatch(/^[0-9a-f]{64}$/);
  });

  test("as a zip may have a folder around it all, as systems pack it", async () => {
    const zip = write(
      "kim.zip",
      zipOf([{ name: "제출/kim/06-session-affinity/commands.sh", text: "kubectl get svc\n" }]),
    );
    const submission = await readSubmission(zip, ids);
    expect(submission.exercises.get("06-session-affinity")?.get("commands.sh")).toBe("kubectl get svc\n");
  });

  test("as a notebook has the commands of its marked cells", async () => {
    const cell = { cell_type: "code", source: "// exercise: 01-scale-to-five\nawait sh`kubectl scale`" };
    const submission = await readSubmission(write("kim.ipynb", JSON.stringify({ cells: [cell] })), ids);
    expect(submission.exercises.get("01-scale-to-five")?.get("commands.sh")).toBe("kubectl scale\n");
  });

  test("of a notebook and a folder puts the commands beside the files", async () => {
    const cell = {
      cell_type: "code",
      source: "// exercise: 01-scale-to-five\nawait sh`kubectl apply -f a.yaml`",
    };
    write("kim/lab.ipynb", JSON.stringify({ cells: [cell] }));
    write("kim/01-scale-to-five/a.yaml", "a: 1\n");
    const files = (await readSubmission(join(folder, "kim"), ids)).exercises.get("01-scale-to-five");
    expect([...(files?.keys() ?? [])]).toEqual(["a.yaml", "commands.sh"]);
  });

  test("names what it could not use", async () => {
    write("kim/01-scale/commands.sh");
    const { notes } = await readSubmission(join(folder, "kim"), ids);
    expect(notes[0]?.en).toContain('"01-scale"');
  });

  test.each([
    ["kim.rar", "neither a folder nor a .zip"],
    ["kim.zip", "the file is no zip"],
    ["kim.ipynb", "not a notebook"],
  ])("as a broken %s is refused", async (name, sentence) => {
    await expect(readSubmission(write(name, "?"), ids)).rejects.toThrow(sentence);
  });

  test("with a link in its folder is refused", async () => {
    write("kim/01-scale-to-five/a.yaml");
    symlinkSync("/etc/passwd", join(folder, "kim/01-scale-to-five/b.yaml"));
    await expect(readSubmission(join(folder, "kim"), ids)).rejects.toThrow(SubmissionRefused);
  });
});

describe("a class", () => {
  test("has a learner per entry, in the order of names, and loses nobody", () => {
    for (const path of ["박영희/x", "kim.zip", "lee.ipynb", "choi.rar", ".DS_Store"]) write(path);
    mkdirSync(join(folder, "empty"));
    expect(learnersOf([folder], ids).map(({ id }) => id)).toEqual([
      "choi.rar",
      "empty",
      "kim",
      "lee",
      "박영희",
    ]);
  });

  test("may be one learner", () => {
    write("01-scale-to-five/commands.sh");
    expect(learnersOf([folder], ids)).toEqual([{ id: folder.split("/").at(-1), path: folder }]);
  });

  test("tells learners of the same name apart", () => {
    write("a/kim/x");
    write("b/KIM/x");
    write("b/kim.zip");
    expect(learnersOf([join(folder, "a"), join(folder, "b")], ids).map(({ id }) => id)).toEqual([
      "kim",
      "KIM-2",
      "kim-3",
    ]);
  });

  test("has no name that acts in a terminal, a table or a file system", () => {
    for (const name of ["\u001b[2Jkim", "=cmd()", "a\nb", "\u202egnp", "..."])
      mkdirSync(join(folder, `${name}`), { recursive: true });
    expect(learnersOf([folder], ids).map(({ id }) => id)).toEqual(["__2Jkim", "_cmd__", "a_b", "_gnp"]);
  });

  test("is asked for by a path that exists and is not empty", () => {
    expect(() => learnersOf([join(folder, "nowhere")], ids)).toThrow(NoSubmission);
    expect(() => learnersOf([folder], ids)).toThrow("is empty");
  });
});
