/** What an attack of the suite is: one entry of a class, made for real, and what has to come of it. */
import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The exercises of the suite; an attack on one of them leaves the others to be graded. */
export const SCALE = "01-scale-to-five";
export const AFFINITY = "06-session-affinity";
export const OUTSIDE = "09-outside-endpoints";
export const attackedIds = [SCALE, AFFINITY, OUTSIDE] as const;

/** The points of an exercise, or why it has none: `-` was not submitted, `error` could not be judged. */
type Outcome = number | "-" | "error";

export interface Attack {
  /** The name of its folder, zip or notebook in the class. */
  readonly entry: string;
  /** What the grader calls the learner; default the entry without its suffix. */
  readonly learner?: string;
  /** What is tried, and what has to come of it. */
  readonly what: string;
  /** Makes the entry. @param path where it has to be. */
  readonly make: (path: string) => void;
  /** In the order of `attackedIds`. */
  readonly outcomes: readonly [Outcome, Outcome, Outcome];
  /** What the learner reads: words that a reason, a hint or the transcript has. */
  readonly reads?: readonly string[];
  /** What the instructor reads: words that the notes of the result have. */
  readonly noted?: readonly string[];
}

export const RIGHT = {
  [SCALE]: "kubectl scale deploy http-go --replicas=5\n",
  [AFFINITY]: `kubectl patch svc http-go-svc -p '{"spec":{"sessionAffinity":"ClientIP"}}'\n`,
} as const;

/** A file that no submission may reach: it lies beside the class, and its text may be in no result. */
export const CANARY = { name: "canary.txt", text: "what-only-the-host-knows" } as const;

/** Path below the entry -> content. */
export type Tree = Readonly<Record<string, string | Buffer>>;

/** Makes a folder with these files. */
export function folderOf(tree: Tree, besides: (path: string) => void = () => {}): Attack["make"] {
  return (path) => {
    mkdirSync(path, { recursive: true });
    for (const [name, content] of Object.entries(tree)) writeIn(path, name, content);
    besides(path);
  };
}

/** Makes a single file. @param content as a function where it takes time to make. */
export function fileOf(content: string | Buffer | (() => Buffer)): Attack["make"] {
  return (path) => writeAt(path, typeof content === "function" ? content() : content);
}

/** A folder whose commands.sh for the first exercise is this script, and whose second exercise is right. */
export function scriptOf(script: string, more: Tree = {}): Attack["make"] {
  return folderOf({
    [`${SCALE}/commands.sh`]: `${script}\n`,
    [`${AFFINITY}/commands.sh`]: RIGHT[AFFINITY],
    ...more,
  });
}

/** A folder that answers the first exercise by a manifest, and the second one rightly. */
export function manifestOf(yaml: string | Buffer, more: Tree = {}): Attack["make"] {
  return folderOf({
    [`${SCALE}/answer.yml`]: yaml,
    [`${AFFINITY}/commands.sh`]: RIGHT[AFFINITY],
    ...more,
  });
}

function writeIn(folder: string, name: string, content: string | Buffer): void {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  writeAt(file, content);
}

/** When all was written, so that a submission that is made twice is the same. */
const WRITTEN_AT = new Date("2026-01-05T09:30:00Z");

function writeAt(file: string, content: string | Buffer): void {
  writeFileSync(file, content);
  utimesSync(file, WRITTEN_AT, WRITTEN_AT);
}
