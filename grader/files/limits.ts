/** What a submission may be. Each budget has a name, and the name is in the sentence that refuses a submission. */
import type { Text } from "../text.ts";

export const limits = {
  /** Files in one submission. */
  filesMax: 500,
  /** Bytes of one file, unpacked. */
  fileBytesMax: 1_048_576,
  /** Bytes of all files, unpacked. */
  totalBytesMax: 5_242_880,
  /** Folders inside folders. */
  depthMax: 8,
  /** Characters of a path. */
  pathLengthMax: 200,
  /** Bytes of a zip as it lies on the disk. */
  zipBytesMax: 10_485_760,
  /** How many times larger than packed a file may be, once it is larger than `ratioFromBytes`. */
  ratioMax: 100,
  ratioFromBytes: 65_536,
} as const;

/** Path with slashes -> text. A Map, because a file may be called `__proto__`. */
export type Files = ReadonlyMap<string, string>;

/** A submission that is not read any further. It never is a fault of the grader. */
export class SubmissionRefused extends Error {
  override readonly name = "SubmissionRefused";
  readonly why: Text;
  readonly hint: Text;

  constructor(why: Text, hint: Text) {
    super(why.en);
    this.why = why;
    this.hint = hint;
  }
}

export function tooMuch(en: string, ko: string, budget: keyof typeof limits): SubmissionRefused {
  const amount = limits[budget].toLocaleString("en-US");
  return new SubmissionRefused(
    { en: `${en}: the limit is ${amount} (${budget})`, ko: `${ko}. 한도는 ${amount}입니다(${budget})` },
    { en: "Submit only your manifests and commands.sh", ko: "매니페스트와 commands.sh만 제출하세요" },
  );
}

/** Counts what was read of one submission, and refuses the rest of one that has no end. */
export class FileTally {
  readonly #seen = new Map<string, string>();
  #bytes = 0;

  /** @param path as it was found. @returns the path as it is used: with composed Hangul, which zips of macOS take apart. @throws SubmissionRefused */
  addFile(path: string): string {
    const safe = safePath(path);
    const folded = safe.toLowerCase();
    const other = this.#seen.get(folded);
    if (other !== undefined)
      throw refusedName(
        `${other}, ${safe}`,
        "two files have the same name",
        "이름이 같은 파일이 둘 있습니다",
      );
    this.#seen.set(folded, safe);
    if (this.#seen.size > limits.filesMax)
      throw tooMuch("the submission has too many files", "제출물에 파일이 너무 많습니다", "filesMax");
    return safe;
  }

  /** @param bytes how many more were read of the file at `path`. @param fileBytes all that were read of it so far. @throws SubmissionRefused */
  addBytes(path: string, bytes: number, fileBytes: number): void {
    this.#bytes += bytes;
    if (fileBytes > limits.fileBytesMax)
      throw tooMuch(`${path} is too large`, `${path} 파일이 너무 큽니다`, "fileBytesMax");
    if (this.#bytes > limits.totalBytesMax)
      throw tooMuch(
        "the files together are too large",
        "파일을 모두 합친 크기가 너무 큽니다",
        "totalBytesMax",
      );
  }
}

/** Files and folders that tools leave behind, and nobody means to submit. */
export function isLeftover(path: string): boolean {
  return path
    .split("/")
    .some(
      (part) =>
        (part.startsWith(".") && part !== "." && part !== "..") ||
        part === "__MACOSX" ||
        part === "node_modules",
    );
}

function safePath(path: string): string {
  const composed = path.normalize("NFC");
  const parts = composed.split("/");
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters in names are what this is about.
  if (/[\u0000-\u001f\u007f\\]/.test(composed))
    throw refusedName(
      composed,
      "a file name has a character that no file name may have",
      "파일 이름에 쓸 수 없는 문자가 있습니다",
    );
  if (composed.startsWith("/") || /^[a-z]:/i.test(composed) || parts.includes("..")) {
    throw refusedName(
      composed,
      "a file name leads out of the submission",
      "파일 이름이 제출물 바깥을 가리킵니다",
    );
  }
  if (parts.some((part) => part === "" || part === "."))
    throw refusedName(composed, "a file name has an empty part", "파일 이름에 빈 부분이 있습니다");
  if (parts.length > limits.depthMax)
    throw tooMuch("the folders are too deep", "폴더가 너무 깊습니다", "depthMax");
  if (composed.length > limits.pathLengthMax)
    throw tooMuch("a file name is too long", "파일 이름이 너무 깁니다", "pathLengthMax");
  return composed;
}

export function refusedName(path: string, en: string, ko: string): SubmissionRefused {
  const shown = JSON.stringify(path.slice(0, limits.pathLengthMax));
  return new SubmissionRefused(
    { en: `${en}: ${shown}`, ko: `${ko}: ${shown}` },
    {
      en: "Put your exercise folders into one folder and submit that, packed by your system's own zip",
      ko: "연습 폴더를 한 폴더에 모아 운영체제의 압축 기능으로 다시 묶어 제출하세요",
    },
  );
}
