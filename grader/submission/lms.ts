/** Whose a file is, and what it is, as the downloads of Moodle and Canvas name it. */
import { shownNames } from "../files/names.ts";
import type { Text } from "../text.ts";

export interface LmsName {
  readonly system: "Moodle" | "Canvas";
  readonly name: string;
  /** Moodle's number of the participant, Canvas's of the user. */
  readonly number: string;
}

/** `NAME_ID_assignsubmission_file_`, a folder or the beginning of a file's name; the name may begin with that of a group. */
const MOODLE = /^(.+)_(\d+)_assign(?:submission|feedback)_[a-z]+(?:_|$)/u;
/** `name_12345_67890_answer.zip`, for late ones `name_LATE_12345_67890_answer.zip`. */
const CANVAS = /^(.+?)_(?:LATE_)?(\d+)_(\d+)_./iu;
/** What a learner typed into a form of the platform: `onlinetext.html` in a folder of Moodle, `name_12345_67890_text.html` of Canvas. */
const TYPED = /(?:^|_)(?:onlinetext|\d+_text)\.html?$/i;

export function moodleName(entry: string): LmsName | undefined {
  const [, name = "", number = ""] = MOODLE.exec(entry.normalize("NFC")) ?? [];
  return number === "" ? undefined : { system: "Moodle", name: name.replaceAll("_", " ").trim(), number };
}

/** Certain only where all names of a class have this shape. */
export function canvasName(entry: string): LmsName | undefined {
  const [, name = "", number = ""] = CANVAS.exec(entry.normalize("NFC")) ?? [];
  return number === "" ? undefined : { system: "Canvas", name, number };
}

/** @param path of a file in a submission. */
export function isTypedText(path: string): boolean {
  return TYPED.test(path.split("/").at(-1) ?? "");
}

/** Of typed texts: nobody can say which exercise they answer. */
export function notReadTexts(paths: readonly string[]): Text {
  const names = shownNames(paths);
  return {
    en: `Typed into the learning platform, and not read, because it does not say which exercise it answers: ${names.en}. Put its commands into EXERCISE/commands.sh, or hand in a zip or a notebook`,
    ko: `학습 플랫폼의 입력 칸에 쓴 글은 어느 연습의 답인지 알 수 없어 읽지 않음: ${names.ko}. 명령을 연습 폴더의 commands.sh에 옮겨 적거나, zip이나 노트북으로 제출하세요`,
  };
}

/** The participants in whose folders of Moodle these files lie. */
export function ownersIn(paths: readonly string[]): readonly string[] {
  const owners = paths.flatMap((path) => path.split("/").map((part) => moodleName(part)?.number ?? ""));
  return [...new Set(owners)].filter((number) => number !== "");
}
