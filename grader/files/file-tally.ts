/** What was read of a submission so far: safe names, and how many files and bytes. */
import { limits } from "./limits.ts";
import { refusedName, tooMuch } from "./refusal.ts";

/** Counts what was read of one submission, and refuses it as soon as it is over a budget. */
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

/** Files and folders that tools leave behind and that are no part of an answer. */
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
