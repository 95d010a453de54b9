/** What the host refused, such as a full disk or a file of somebody else, in a sentence without the host's own words. */
import type { Language } from "service-bootcamp";
import type { Text } from "../text.ts";

/** @returns undefined for any other error. */
export function hostFaultOf(error: unknown, lang: Language): string | undefined {
  if (!(error instanceof Error) || !("syscall" in error)) return undefined;
  const { code = "", syscall, path } = error as NodeJS.ErrnoException;
  if (path === undefined && syscall !== "write") return undefined;
  const reason = (reasons[code] ?? otherReason)[lang];
  return lang === "ko"
    ? `오류: ${path ?? "파일"}을(를) 읽거나 쓸 수 없습니다. ${reason}`
    : `error: ${path ?? "a file"} cannot be read or written: ${reason}`;
}

const notAllowed: Text = { en: "look at its permissions.", ko: "권한을 확인하세요." };
const otherReason: Text = {
  en: "look at its permissions, and at the space on the disk.",
  ko: "권한과 디스크의 남은 공간을 확인하세요.",
};
const reasons: Readonly<Record<string, Text>> = {
  EACCES: notAllowed,
  EPERM: notAllowed,
  EROFS: { en: "the disk may only be read.", ko: "디스크가 읽기 전용입니다." },
  ENOSPC: { en: "the disk is full.", ko: "디스크가 가득 찼습니다." },
  EISDIR: { en: "it is a folder, and should be a file.", ko: "파일이어야 하는데 폴더입니다." },
  ENOTDIR: {
    en: "a part of the path is a file, and should be a folder.",
    ko: "경로의 일부가 폴더가 아니라 파일입니다.",
  },
  EEXIST: {
    en: "a part of the path is a file, and should be a folder.",
    ko: "경로의 일부가 폴더가 아니라 파일입니다.",
  },
};
