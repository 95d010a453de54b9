/** A gradebook that cannot be used, in a sentence that names the repair. */
import type { Text } from "../text.ts";

export class GradebookFault extends Error {
  override readonly name = "GradebookFault";
  readonly text: Text;

  constructor(text: Text) {
    super(text.en);
    this.text = text;
  }
}

/** How long one command waits while another one writes, in milliseconds (busyTimeoutMs). */
export const BUSY_TIMEOUT_MS = 30_000;

/** What the database says of a file; any other error is a fault of ours. */
export function faultOf(error: unknown, file: string): unknown {
  const { code, message = "" } = error as { code?: unknown; message?: string };
  if (message.includes("bindings file") || code === "ERR_DLOPEN_FAILED" || code === "MODULE_NOT_FOUND")
    return new GradebookFault(notPrepared);
  if (message.includes("directory does not exist")) return new GradebookFault(notOpened(file));
  if (typeof code !== "string" || !code.startsWith("SQLITE_")) return error;
  const [, kind = ""] = /^SQLITE_([A-Z]+)/.exec(code) ?? [];
  const text = sentences[kind];
  return text === undefined ? error : new GradebookFault(text(file));
}

const notPrepared: Text = {
  en: "the database of the gradebook is not prepared on this machine: run npm rebuild better-sqlite3 (once)",
  ko: "이 컴퓨터에는 성적부의 데이터베이스가 준비되어 있지 않습니다. npm rebuild better-sqlite3를 한 번 실행하세요",
};

const notOpened = (file: string): Text => ({
  en: `the gradebook ${file} cannot be opened: its folder must exist, and you must be allowed to write there`,
  ko: `성적부 ${file}을(를) 열 수 없습니다. 폴더가 있고 쓸 수 있어야 합니다`,
});

const sentences: Readonly<Record<string, (file: string) => Text>> = {
  NOTADB: (file) => ({
    en: `${file} is no gradebook: name the file that bootcamp grade --gradebook made, or a new one`,
    ko: `${file}은(는) 성적부가 아닙니다. bootcamp grade --gradebook으로 만든 파일이나 새 파일을 적으세요`,
  }),
  CORRUPT: (file) => ({
    en: `the gradebook ${file} is damaged: put back a copy of it, and grade again what was graded since`,
    ko: `성적부 ${file}이(가) 손상되었습니다. 사본으로 되돌린 뒤, 그 뒤에 채점한 것을 다시 채점하세요`,
  }),
  CANTOPEN: notOpened,
  READONLY: (file) => ({
    en: `the gradebook ${file} may only be read: look at its permissions`,
    ko: `성적부 ${file}은(는) 읽기 전용입니다. 권한을 확인하세요`,
  }),
  FULL: (file) => ({
    en: `the disk of the gradebook ${file} is full: make room and run the command again; what was kept stays`,
    ko: `성적부 ${file}이(가) 있는 디스크가 가득 찼습니다. 공간을 만든 뒤 다시 실행하세요. 저장된 것은 그대로입니다`,
  }),
  IOERR: (file) => ({
    en: `the gradebook ${file} cannot be read or written: look at the disk, and run the command again; what was kept stays`,
    ko: `성적부 ${file}을(를) 읽거나 쓸 수 없습니다. 디스크를 확인하고 다시 실행하세요. 저장된 것은 그대로입니다`,
  }),
  BUSY: (file) => ({
    en: `another command has been writing to the gradebook ${file} for more than ${BUSY_TIMEOUT_MS / 1000} s (busyTimeoutMs): wait for it, then run this one again`,
    ko: `다른 명령이 성적부 ${file}에 ${BUSY_TIMEOUT_MS / 1000}초 넘게 쓰고 있습니다(busyTimeoutMs). 끝난 뒤 다시 실행하세요`,
  }),
};

export const gradebookTexts = {
  missing: (file: string): Text => ({
    en: `there is no gradebook ${file}: bootcamp grade PATH --gradebook ${file} begins one`,
    ko: `성적부 ${file}이(가) 없습니다. bootcamp grade PATH --gradebook ${file}으로 시작하세요`,
  }),
  foreign: (file: string): Text => ({
    en: `${file} is a database of another program: name the file that bootcamp grade --gradebook made, or a new one`,
    ko: `${file}은(는) 다른 프로그램의 데이터베이스입니다. bootcamp grade --gradebook으로 만든 파일이나 새 파일을 적으세요`,
  }),
  newer: (file: string): Text => ({
    en: `the gradebook ${file} was written by a newer bootcamp: update this one; nothing was changed`,
    ko: `성적부 ${file}은(는) 더 새로운 bootcamp로 쓴 것입니다. 이 프로그램을 업데이트하세요. 아무것도 바꾸지 않았습니다`,
  }),
};
