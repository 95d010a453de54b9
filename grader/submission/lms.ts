/** Whose a file is, as the downloads of Moodle and Canvas name it. */

export interface LmsName {
  readonly system: "Moodle" | "Canvas";
  readonly name: string;
  /** Moodle's number of the participant, Canvas's of the user. */
  readonly number: string;
}

/** `NAME_ID_assignsubmission_file_`, a folder or the beginning of a file's name; the name may begin with that of a group. */
const MOODLE = /^(.+)_(\d+)_assign(?:submission|feedback)_[a-z]+(?:_|$)/u;
/** `name_12345_67890_answer.zip`, for late ones `name_LATE_12345_67890_answer.zip`. */
const CANVAS = /^([^_]+)_(?:LATE_)?(\d+)_(\d+)_./iu;

export function moodleName(entry: string): LmsName | undefined {
  const [, name = "", number = ""] = MOODLE.exec(entry.normalize("NFC")) ?? [];
  return number === "" ? undefined : { system: "Moodle", name: name.replaceAll("_", " ").trim(), number };
}

/** Certain only where all names of a class have this shape. */
export function canvasName(entry: string): LmsName | undefined {
  const [, name = "", number = ""] = CANVAS.exec(entry.normalize("NFC")) ?? [];
  return number === "" ? undefined : { system: "Canvas", name, number };
}

/** The participants in whose folders of Moodle these files lie. */
export function ownersIn(paths: readonly string[]): readonly string[] {
  const owners = paths.flatMap((path) => path.split("/").map((part) => moodleName(part)?.number ?? ""));
  return [...new Set(owners)].filter((number) => number !== "");
}
