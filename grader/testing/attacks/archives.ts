/** Zips that inflate, lie, lead out or hold what is no file. What answers is read all the same. */
import { type ZipEntry, zipOf } from "../zip-of.ts";
import { AFFINITY, type Attack, fileOf, folderOf, RIGHT, SCALE } from "./attack.ts";

const answer: ZipEntry = { name: `${SCALE}/commands.sh`, text: RIGHT[SCALE] };
const LINK = 0o120777;
const DEVICE = 0o020666;
const PIPE = 0o010644;
const MEGABYTE = 1_048_576;

function zip(
  entry: string,
  what: string,
  entries: () => readonly ZipEntry[],
  noted: readonly string[],
  more: Partial<Attack> = {},
): Attack {
  return {
    entry: `${entry}.zip`,
    what,
    make: fileOf(() => zipOf(entries())),
    outcomes: [10, "-", "-"],
    noted,
    ...more,
  };
}

const inflating: readonly Attack[] = [
  zip(
    "zip-bomb",
    "two hundred megabytes of zeros, and nearly one that says nothing",
    () => [
      answer,
      { name: `${SCALE}/big.yaml`, text: Buffer.alloc(200 * MEGABYTE) },
      { name: `${SCALE}/small.yaml`, text: Buffer.alloc(900_000) },
    ],
    ["(fileBytesMax)", "(ratioMax)"],
  ),
  zip(
    "zip-lies",
    "a file that says it has one byte",
    () => [answer, { name: `${SCALE}/lies.yaml`, text: Buffer.alloc(10 * MEGABYTE, "x"), statedSize: 1 }],
    ["lies.yaml"],
  ),
  zip(
    "zip-nested",
    "a zip in a zip in a zip",
    () => {
      const inner = zipOf([{ name: `${SCALE}/deep.yaml`, text: Buffer.alloc(50 * MEGABYTE) }]);
      return [answer, { name: "once.zip", text: zipOf([{ name: "twice.zip", text: inner }]) }];
    },
    ["(zipDepthMax)"],
  ),
  zip(
    "zip-of-many",
    "thirty thousand names",
    () => [answer, ...Array.from({ length: 30_000 }, (_, at) => ({ name: `${AFFINITY}/x${at}`, text: "" }))],
    ["(entriesMax)", "(filesMax)"],
    { outcomes: [10, 0, "-"] },
  ),
  {
    entry: "zip-overlaps.zip",
    what: "four hundred names for the same megabyte",
    make: fileOf(overlapping),
    outcomes: [10, 0, "-"],
    noted: ["(totalBytesMax)"],
  },
];

const leadingOut: readonly Attack[] = [
  zip(
    "zip-slip",
    "names that lead out, in the ways of every system",
    () => [
      answer,
      ...[
        "../../owned.sh",
        "/tmp/owned.sh",
        "C:\\owned.sh",
        "..\\..\\owned.sh",
        `${SCALE}/../../owned.sh`,
        `${SCALE}/\u0000owned.sh`,
      ].map((name) => ({ name, text: "owned" })),
      { name: `${SCALE}-evil/commands.sh`, text: "kubectl delete deploy http-go" },
    ],
    ["Its name leads out of the submission"],
  ),
  zip(
    "zip-links",
    "a link, a device and a pipe",
    () => [
      answer,
      { name: `${SCALE}/link.yaml`, text: "/etc/passwd", mode: LINK },
      { name: `${SCALE}/folder`, text: "../hwang", mode: LINK },
      { name: `${SCALE}/device.yaml`, text: "", mode: DEVICE },
      { name: `${SCALE}/pipe.yaml`, text: "", mode: PIPE },
    ],
    ["A link is never followed", "A pipe, a socket or a device is no file"],
  ),
  zip(
    "zip-twice",
    "the same name twice: the one behind counts",
    () => [{ ...answer, text: "kubectl scale deploy http-go --replicas=1\n" }, answer],
    ["Another file has the same name"],
  ),
  zip(
    "zip-case",
    "names that differ in case or in how Hangul is put together",
    () => [
      answer,
      { name: `${SCALE}/COMMANDS.SH`, text: "exit 1" },
      { name: `${SCALE}/${"가.yaml".normalize("NFC")}`, text: "# 1" },
      { name: `${SCALE}/${"가.yaml".normalize("NFD")}`, text: "# 2" },
    ],
    ["Another file has the same name"],
  ),
];

const unreadable: readonly Attack[] = [
  {
    entry: "zip-encrypted.zip",
    what: "a zip with a password",
    make: fileOf(() => withHeader(zipOf([answer]), 6, 0x801, 8)),
    outcomes: ["-", "-", "-"],
    noted: ["It is encrypted"],
    reads: ["pack it without a password"],
  },
  {
    entry: "zip-lzma.zip",
    what: "a zip of another method",
    make: fileOf(() => withHeader(zipOf([answer]), 8, 14, 10)),
    outcomes: ["-", "-", "-"],
    noted: ["another method"],
  },
  {
    entry: "zip-cut.zip",
    what: "half a zip",
    make: fileOf(() => zipOf([answer]).subarray(0, 60)),
    outcomes: ["error", "error", "error"],
    reads: ["It is damaged"],
  },
  {
    entry: "zip-none.zip",
    what: "a picture that is called a zip",
    make: fileOf(Buffer.from("89504e470d0a1a0a", "hex")),
    outcomes: ["error", "error", "error"],
    reads: ["It is no zip"],
  },
  {
    entry: "zip-empty.zip",
    what: "a zip of nothing",
    make: fileOf(() => zipOf([])),
    outcomes: ["-", "-", "-"],
    reads: ["Nothing was submitted for this exercise"],
  },
  {
    entry: "zip-of-a-class.zip",
    what: "the download of a whole class",
    make: fileOf(() =>
      zipOf(
        ["김민수_1001", "이서연_1002"].map((name) => ({
          name: `${name}_assignsubmission_file_/${SCALE}/commands.sh`,
          text: RIGHT[SCALE],
        })),
      ),
    ),
    outcomes: ["error", "error", "error"],
    reads: ["the submissions of 2 learners"],
  },
  {
    entry: "own-rar.rar",
    learner: "own-rar.rar",
    what: "an archive of another kind",
    make: fileOf("Rar!"),
    outcomes: ["error", "error", "error"],
    reads: ["neither a folder nor a .zip nor an .ipynb"],
  },
  {
    entry: "zip-inside",
    what: "a broken zip beside the answer costs only itself",
    make: folderOf({ [`${SCALE}/commands.sh`]: RIGHT[SCALE], "broken.zip": "PK\u0003\u0004?" }),
    outcomes: [10, "-", "-"],
    noted: ["It is damaged"],
  },
];

export const archives: readonly Attack[] = [...inflating, ...leadingOut, ...unreadable];

/** A zip whose list names one file of nearly a megabyte again and again, and holds it once. */
function overlapping(): Buffer {
  const NAMES = 400;
  const at = (index: number) => `${AFFINITY}/${String(index).padStart(4, "0")}.yaml`;
  const text = Buffer.alloc(900_000);
  for (let index = 0; index < text.length; index++) text[index] = 97 + (((index * index) >>> 7) % 23);
  const one = zipOf([answer, { name: at(0), text }]);
  const end = one.length - 22;
  const start = one.readUInt32LE(end + 16);
  const named = one.indexOf(at(0), start);
  const record = one.subarray(one.lastIndexOf("PK\u0001\u0002", named), end);
  const copies = Array.from({ length: NAMES }, (_, index) => {
    const copy = Buffer.from(record);
    copy.write(at(index), copy.indexOf(at(0)));
    return copy;
  });
  const directory = Buffer.concat([one.subarray(start, end - record.length), ...copies]);
  const tail = Buffer.from(one.subarray(end));
  tail.writeUInt16LE(NAMES + 1, 8);
  tail.writeUInt16LE(NAMES + 1, 10);
  tail.writeUInt32LE(directory.length, 12);
  return Buffer.concat([one.subarray(0, start), directory, tail]);
}

/** Writes a number into both headers of a zip with one file. */
function withHeader(bytes: Buffer, local: number, value: number, central: number): Buffer {
  bytes.writeUInt16LE(value, local);
  bytes.writeUInt16LE(value, bytes.indexOf("PK\u0001\u0002") + central);
  return bytes;
}
