import { deflateRawSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { type ZipEntry, zipOf } from "../testing/zip-of.ts";
import { limits } from "./limits.ts";
import { SubmissionRefused } from "./refusal.ts";
import { readZip } from "./zip.ts";

async function refusal(entries: readonly ZipEntry[]): Promise<SubmissionRefused> {
  const error = await readZip(zipOf(entries)).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(SubmissionRefused);
  return error as SubmissionRefused;
}

describe("a zip", () => {
  test("is read in the order of its names, folders and leftovers left out", async () => {
    const { files, newestMs } = await readZip(
      zipOf([
        { name: "kim/" },
        { name: "kim/b.yaml", text: "b: 1\n" },
        { name: "kim/a.yaml", text: "a: 파드\n" },
        { name: "__MACOSX/kim/._a.yaml", text: "x" },
        { name: "kim/.DS_Store", text: "x" },
      ]),
    );
    expect([...files]).toEqual([
      ["kim/a.yaml", "a: 파드\n"],
      ["kim/b.yaml", "b: 1\n"],
    ]);
    expect(newestMs).toBe(Date.UTC(2026, 0, 5, 9, 30));
  });

  test("has composed names, whatever system packed it", async () => {
    const { files } = await readZip(zipOf([{ name: "김철수".normalize("NFD"), text: "" }]));
    expect([...files.keys()]).toEqual(["김철수"]);
  });

  test("may hold a file called __proto__", async () => {
    const { files } = await readZip(zipOf([{ name: "__proto__", text: "x" }]));
    expect(files.get("__proto__")).toBe("x");
  });

  test.each([
    ["../evil.yaml", "leads out"],
    ["a/../../evil.yaml", "leads out"],
    ["..\\evil.yaml", "leads out"],
    ["/etc/passwd", "leads out"],
    ["C:/evil.yaml", "leads out"],
    ["a\u0000.yaml", "character"],
    ["a//b.yaml", "empty part"],
    ["a/./b.yaml", "empty part"],
    [`${"d/".repeat(limits.depthMax)}x`, "depthMax"],
    ["x".repeat(limits.pathLengthMax + 1), "pathLengthMax"],
  ])("with the name %j is refused", async (name, sentence) => {
    const { message, why, hint } = await refusal([{ name, text: "x" }]);
    expect(message).toContain(sentence);
    expect(why.ko).not.toBe("");
    expect(hint.ko).not.toBe("");
  });

  test("with a link in it is refused", async () => {
    expect((await refusal([{ name: "a.yaml", text: "/etc/passwd", mode: 0o120777 }])).message).toContain(
      "link",
    );
  });

  test("with a zip in it is refused", async () => {
    expect(
      (await refusal([{ name: "inner.bin", text: zipOf([{ name: "a", text: "a" }]) }])).message,
    ).toContain("zip inside");
  });

  test("with two names that differ in case only is refused", async () => {
    expect(
      (
        await refusal([
          { name: "a.yaml", text: "" },
          { name: "A.yaml", text: "" },
        ])
      ).message,
    ).toContain("same name");
  });

  test("that grows out of all proportion is refused while it grows", async () => {
    expect((await refusal([{ name: "bomb", text: Buffer.alloc(1_000_000) }])).message).toContain("ratioMax");
  });

  test("whose stated size lies is refused", async () => {
    expect((await refusal([{ name: "liar", text: "x".repeat(5000), statedSize: 5 }])).message).toBe(
      "the zip is damaged, or not all of it is there",
    );
  });

  test.each([
    ["fileBytesMax", [{ name: "big", text: noise(limits.fileBytesMax + 1) }]],
    [
      "totalBytesMax",
      Array.from({ length: 6 }, (_, index) => ({ name: `${index}`, text: noise(1_000_000) })),
    ],
    ["filesMax", Array.from({ length: limits.filesMax + 1 }, (_, index) => ({ name: `${index}`, text: "" }))],
  ] as const)("over the budget %s is refused", async (budget, entries) => {
    expect((await refusal(entries)).message).toContain(budget);
  });

  test("that is no zip is refused with a plain sentence", async () => {
    const error = await readZip(Buffer.from("hello")).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SubmissionRefused);
    expect((error as Error).message).toBe("the file is no zip, whatever its name is");
  });

  test.each([
    ["cut off in the middle", (zip: Buffer) => zip.subarray(0, -20), "the zip is damaged"],
    // The flags and the method of the one entry, which its two headers state.
    ["with an encrypted file", (zip: Buffer) => stating(zip, 6, 8, 1), "an encrypted file cannot be read"],
    ["packed as LZMA", (zip: Buffer) => stating(zip, 8, 10, 14), "compressed by another method"],
  ])("%s is refused in words of our own", async (_, spoil, sentence) => {
    const error = await readZip(spoil(zipOf([{ name: "a.yaml", text: "a: 1" }]))).catch((reason) => reason);
    expect(error).toBeInstanceOf(SubmissionRefused);
    expect(error.message).toContain(sentence);
    expect(error.why.ko).toMatch(/\p{Script=Hangul}/u);
  });
});

function stating(zip: Buffer, local: number, central: number, value: number): Buffer {
  const changed = Buffer.from(zip);
  changed.writeUInt16LE(value, local);
  changed.writeUInt16LE(value, changed.indexOf("PK\u0001\u0002") + central);
  return changed;
}

/** Text that hardly packs, so that the ratio is not what refuses it. */
function noise(length: number): Buffer {
  const packed = deflateRawSync(Buffer.from("seed"));
  const bytes = Buffer.alloc(length);
  let state = 12_345 + packed.length;
  for (let at = 0; at < length; at++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    bytes[at] = state >>> 24;
  }
  return bytes;
}
