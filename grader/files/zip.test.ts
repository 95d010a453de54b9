import { describe, expect, test } from "vitest";
import { noise } from "../testing/draw.ts";
import { filesIn, type ZipEntry, zipOf } from "../testing/zip-of.ts";
import { NotRead } from "./left-out.ts";
import { limits } from "./limits.ts";
import { listZip } from "./zip.ts";

const good: ZipEntry = { name: "good.yaml", text: "a: 1\n" };

/** What is read of a zip of these and a good file, and what is told. */
async function readWith(zip: Buffer) {
  const { entries, leftOut } = await listZip(zip);
  const read: string[] = [];
  for (const entry of entries) {
    try {
      await entry.read("fileBytesMax");
      read.push(entry.path);
    } catch (error) {
      if (!(error instanceof NotRead)) throw error;
      leftOut.add(entry.path, error.reason);
    }
  }
  return { read, notes: leftOut.notes };
}

describe("a zip", () => {
  test("is read in the order of its names, folders and what tools leave behind left out without a word", async () => {
    const zip = zipOf([
      { name: "kim/" },
      { name: "kim/b.yaml", text: "b: 1\n" },
      { name: "kim/a.yaml", text: "a: 파드\n" },
      { name: "__MACOSX/kim/._a.yaml", text: "x" },
      { name: "kim/.DS_Store", text: "x" },
      { name: "kim/.ipynb_checkpoints/lab-checkpoint.ipynb", text: "x" },
    ]);
    expect([...(await filesIn(zip))]).toEqual([
      ["kim/a.yaml", "a: 파드\n"],
      ["kim/b.yaml", "b: 1\n"],
    ]);
    const { entries, leftOut } = await listZip(zip);
    expect(leftOut.notes).toEqual([]);
    expect(entries[0]?.modifiedMs).toBe(Date.UTC(2026, 0, 5, 9, 30));
  });

  test("that says a time in UTC is not moved by the clocks of the class, another one is", async () => {
    const nineHours = 9 * 3_600_000;
    const [said] = (await listZip(zipOf([good]), nineHours)).entries;
    expect(said?.modifiedMs).toBe(Date.UTC(2026, 0, 5, 9, 30));
    const [onTheWall] = (await listZip(withoutUtc(zipOf([good])), nineHours)).entries;
    expect(onTheWall?.modifiedMs).toBe(Date.UTC(2026, 0, 5, 0, 30));
  });

  test.each([
    ["decomposed, as macOS has them", Buffer.from("김철수.yaml".normalize("NFD")), true],
    ["in UTF-8 without saying so", Buffer.from("김철수.yaml"), false],
    ["in the old encoding of Windows in Korea", Buffer.from("b1e8c3b6bcf62e79616d6c", "hex"), false],
  ])("has names that are %s", async (_, name, isSaid) => {
    expect([...(await filesIn(renamed(name, isSaid))).keys()]).toEqual(["김철수.yaml"]);
  });

  test("may hold a file called __proto__, and two whose names differ in case only", async () => {
    const names = ["A.yaml", "__proto__", "a.yaml"];
    expect([...(await filesIn(zipOf(names.map((name) => ({ name, text: name }))))).keys()]).toEqual(names);
  });

  test.each([
    ["a//b.yaml", "a/b.yaml"],
    ["./a/./b.yaml", "a/b.yaml"],
    ["a\\b.yaml", "a/b.yaml"],
    ["a\u202elmay.exe", "a_lmay.exe"],
    ["a\u0000\u001b[2J.yaml", "a__[2J.yaml"],
  ])("with the name %j has a file %j", async (name, used) => {
    expect((await readWith(zipOf([{ name, text: "x" }]))).read).toEqual([used]);
  });
});

describe("what is left out of a zip, while the rest is read", () => {
  test.each<[string, readonly ZipEntry[], string]>([
    ["a name that leads out", [{ name: "../evil.yaml", text: "x" }], "leads out"],
    ["a name that leads out later", [{ name: "a/../../evil.yaml", text: "x" }], "leads out"],
    ["a name of Windows that leads out", [{ name: "..\\evil.yaml", text: "x" }], "leads out"],
    ["an absolute name", [{ name: "/etc/passwd", text: "x" }], "leads out"],
    ["a name with a drive", [{ name: "C:/evil.yaml", text: "x" }], "leads out"],
    ["a deep folder", [{ name: `${"d/".repeat(limits.depthMax)}x`, text: "x" }], "(depthMax)"],
    ["a long name", [{ name: "x".repeat(limits.pathLengthMax + 1), text: "x" }], "(pathLengthMax)"],
    ["a link", [{ name: "a.yaml", text: "/etc/passwd", mode: 0o120777 }], "link"],
    ["a device", [{ name: "a.yaml", text: "", mode: 0o020666 }], "device"],
    ["a pipe", [{ name: "a.yaml", text: "", mode: 0o010666 }], "device"],
    ["a hidden file", [{ name: ".kim/a.yaml", text: "" }], "hidden"],
    ["a bomb", [{ name: "bomb", text: Buffer.alloc(1_000_000) }], "(ratioMax)"],
    ["a size that lies", [{ name: "liar", text: "x".repeat(5000), statedSize: 5 }], "damaged"],
    ["a large file", [{ name: "big", text: noise(limits.fileBytesMax + 1, 1) }], "(fileBytesMax)"],
    [
      "a second file of one name",
      [
        { name: "a", text: "1" },
        { name: "a", text: "2" },
      ],
      "same name",
    ],
  ])("is %s", async (_, entries, sentence) => {
    const { read, notes } = await readWith(zipOf([...entries, good]));
    expect(read).toContain("good.yaml");
    expect(notes).toHaveLength(1);
    expect(notes[0]?.en).toContain(sentence);
    expect(notes[0]?.ko).toMatch(/^쓰지 않음: .*\p{Script=Hangul}/u);
  });

  test.each([
    // The flags and the method of the first entry, which its two headers state.
    ["an encrypted file", 6, 8, 1, "encrypted"],
    ["a file packed as LZMA", 8, 10, 14, "another method"],
    ["a file with another checksum", 14, 16, 1, "damaged"],
  ])("is %s", async (_, local, central, value, sentence) => {
    const { read, notes } = await readWith(
      stating(zipOf([{ name: "a.yaml", text: "a: 1" }, good]), local, central, value),
    );
    expect(read).toEqual(["good.yaml"]);
    expect(notes[0]?.en).toContain(sentence);
  });

  test("is what stands behind a broken place in its list", async () => {
    const zip = zipOf([good, { name: "b.yaml", text: "b: 1" }]);
    zip.writeUInt32LE(0, zip.lastIndexOf("PK\u0001\u0002"));
    const { read, notes } = await readWith(zip);
    expect(read).toEqual(["good.yaml"]);
    expect(notes[0]?.en).toContain("damaged behind it");
  });

  test("is named with what cannot be seen, and once for each reason", async () => {
    const links = Array.from({ length: 500 }, (_, at) => ({
      name: `${at}\u202e`,
      text: "/",
      mode: 0o120777,
    }));
    const { read, notes } = await readWith(zipOf([...links, good]));
    expect(read).toEqual(["good.yaml"]);
    expect(notes).toHaveLength(1);
    expect(notes[0]?.en).toContain('"0\\u202e", "1\\u202e"');
    expect(notes[0]?.en).toContain("and 492 more");
  });
});

test.each([
  ["text", Buffer.from("hello"), "no zip"],
  ["nothing", Buffer.alloc(0), "no zip"],
  ["cut off in the middle", zipOf([good]).subarray(0, -20), "damaged"],
])("what is %s is no zip", async (_, bytes, sentence) => {
  const error = await listZip(bytes).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(NotRead);
  expect((error as NotRead).reason.en).toContain(sentence);
});

function stating(zip: Buffer, local: number, central: number, value: number): Buffer {
  const changed = Buffer.from(zip);
  changed.writeUInt16LE(value, local);
  changed.writeUInt16LE(value, changed.indexOf("PK\u0001\u0002") + central);
  return changed;
}

/** As a zip of Windows, which knows the clock on the wall alone: its extra field is one that nobody knows. */
function withoutUtc(zip: Buffer): Buffer {
  const changed = Buffer.from(zip);
  for (let at = changed.indexOf("UT"); at >= 0; at = changed.indexOf("UT", at + 1)) changed.write("??", at);
  return changed;
}

/** A zip of one file with these bytes as its name. */
function renamed(name: Buffer, isSaid: boolean): Buffer {
  const placeholder = "n".repeat(name.length);
  const zip = zipOf([{ name: placeholder, text: "x" }]);
  for (let at = zip.indexOf(placeholder); at >= 0; at = zip.indexOf(placeholder)) name.copy(zip, at);
  return isSaid ? zip : stating(zip, 6, 8, 0);
}
