/**
 * What one learner submitted, by exercise: folders, zips and notebooks, all read as data. Names come first, and then only what answers an
 * exercise is read; what is in the way costs only itself, and is told.
 */
import { createHash } from "node:crypto";
import { exerciseMeant } from "../course/exercise-meant.ts";
import { decoded } from "../files/decoded.ts";
import type { Entry } from "../files/entry.ts";
import { LeftOut, NotRead } from "../files/left-out.ts";
import { type Files, limits } from "../files/limits.ts";
import { shownName } from "../files/names.ts";
import { readNotebook } from "../files/notebook.ts";
import { overBudget } from "../files/reasons.ts";
import { SubmissionRefused } from "../files/refusal.ts";
import type { Text } from "../text.ts";
import { COMMANDS_FILE } from "./answer.ts";
import { hasNotebookBlock, hasOwnCommands, withNotebookCommands } from "./commands-file.ts";
import { type AnswerPlace, type Gathered, gather } from "./gathered.ts";
import { ownersIn } from "./lms.ts";
import { hashProblems, parseManifest, type SubmissionManifest } from "./manifest.ts";
import type { Predicted } from "./predictions.ts";
import { openSource, type Source } from "./sources.ts";

export interface Submission {
  /** Of the zip or notebook as a file; otherwise of all paths and contents that were read; null when nothing was handed in. */
  readonly sha256: string | null;
  /** When the newest file that was read was written, ISO 8601 in UTC; null when there is none. */
  readonly submittedAt: string | null;
  /** Exercise id -> the learner's files. */
  readonly exercises: ReadonlyMap<string, Files>;
  /** What was found and could not be used, or not as the learner may expect, one sentence each. */
  readonly notes: readonly Text[];
  /** Of notebooks, the newest first, then what `bootcamp submit` packed; choices as they were typed. */
  readonly predictions: readonly Predicted[];
  /** What `bootcamp submit` says of it, where it made it. */
  readonly manifest?: SubmissionManifest | undefined;
}

export interface ReadOptions {
  /** How far the clock on the learners' walls is ahead of UTC, for zips that know no other; default 0. */
  readonly clockOffsetMs?: number;
  /** The names under which the learner is known: a zip that was packed for somebody else is told. */
  readonly knownAs?: readonly string[];
}

/**
 * @param paths all that the learner handed in; none: nothing.
 * @throws SubmissionRefused when nothing of it can be opened.
 */
export async function readSubmission(
  paths: readonly string[],
  exerciseIds: readonly string[],
  { clockOffsetMs = 0, knownAs = [] }: ReadOptions = {},
): Promise<Submission> {
  const { sources, refusals } = await openAll(paths, clockOffsetMs);
  const entries = sources.flatMap((source) => source.entries);
  refuseClass(entries);
  const reading = new Reading(gather(entries, exerciseIds), exerciseIds, knownAs);
  for (const { leftOut } of sources) reading.leftOut.addAll(leftOut, "");
  await reading.read();
  const [only, another] = sources;
  const fileHash = another === undefined ? (only?.sha256 ?? undefined) : undefined;
  const submission = reading.submission();
  return {
    ...submission,
    sha256: paths.length === 0 ? null : (fileHash ?? submission.sha256),
    notes: firstOf([...refusals, ...reading.notes]),
  };
}

/** Notes of one submission (notesMax), as many as a result holds. */
const NOTES_MAX = 100;

function firstOf(notes: readonly Text[]): readonly Text[] {
  if (notes.length <= NOTES_MAX) return notes;
  const shown = notes.slice(0, NOTES_MAX - 1);
  return [...shown, texts.moreNotes(notes.length - shown.length)];
}

async function openAll(
  paths: readonly string[],
  clockOffsetMs: number,
): Promise<{ sources: readonly Source[]; refusals: readonly Text[] }> {
  const sources: Source[] = [];
  const refusals: SubmissionRefused[] = [];
  for (const path of paths) {
    try {
      sources.push(await openSource(path, { clockOffsetMs, isNamed: paths.length > 1 }));
    } catch (error) {
      if (!(error instanceof SubmissionRefused)) throw error;
      refusals.push(error);
    }
  }
  const [first] = refusals;
  if (sources.length === 0 && first !== undefined) throw first;
  return { sources, refusals: refusals.map(({ why }) => why) };
}

/** Whoever hands in a folder with the submissions of others must not get their marks. */
function refuseClass(entries: readonly Entry[]): void {
  const owners = ownersIn(entries.map(({ path }) => path));
  if (owners.length > 1) throw new SubmissionRefused(texts.severalLearners(owners.length), texts.unpack);
}

/** Reads what was gathered, one file after the other, within the budgets. */
class Reading {
  readonly leftOut = new LeftOut();
  readonly #gathered: Gathered;
  readonly #ids: readonly string[];
  readonly #knownAs: readonly string[];
  readonly #exercises = new Map<string, Map<string, string>>();
  readonly #predictions: Predicted[] = [];
  readonly #told: Text[] = [];
  readonly #hash = createHash("sha256");
  #manifest: SubmissionManifest | undefined;
  #newestMs: number | undefined;
  #files = 0;
  #bytes = 0;
  #packedBytes = 0;

  constructor(gathered: Gathered, exerciseIds: readonly string[], knownAs: readonly string[]) {
    this.#gathered = gathered;
    this.#ids = exerciseIds;
    this.#knownAs = knownAs;
  }

  async read(): Promise<void> {
    for (const id of this.#ids) {
      const place = this.#gathered.places.get(id);
      if (place !== undefined) await this.#readPlace(id, place);
    }
    for (const manifest of this.#gathered.manifests) await this.#readManifest(manifest);
    await this.#readNotebooks();
  }

  get notes(): readonly Text[] {
    return [...this.#told, ...this.leftOut.notes, ...this.#gathered.notes];
  }

  submission(): Omit<Submission, "notes"> {
    return {
      sha256: this.#hash.digest("hex"),
      submittedAt: this.#newestMs === undefined ? null : new Date(this.#newestMs).toISOString(),
      exercises: new Map(
        this.#ids.flatMap((id) => {
          const files = this.#exercises.get(id);
          return files === undefined ? [] : [[id, files] as const];
        }),
      ),
      predictions: [...this.#predictions, ...(this.#manifest?.predictions ?? [])],
      manifest: this.#manifest,
    };
  }

  async #readPlace(id: string, { files }: AnswerPlace): Promise<void> {
    for (const { inner, entry } of files) {
      const text = await this.#textOf(entry);
      if (text !== undefined) this.#filesOf(id).set(inner, text);
    }
  }

  async #readManifest(entry: Entry): Promise<void> {
    const manifest = parseManifest((await this.#textOf(entry)) ?? "");
    if (manifest === undefined) return void this.#told.push(texts.noManifest(entry.path));
    this.#manifest ??= manifest;
    const folder = entry.path.slice(0, entry.path.lastIndexOf("/") + 1);
    const packed = manifest.exercises.filter(
      ({ id }) => this.#gathered.places.get(id)?.root === `${folder}${id}/`,
    );
    const answers = new Map(
      packed.map(({ id }) => [id, this.#exercises.get(id) ?? new Map<string, string>()]),
    );
    for (const { en, ko } of hashProblems(packed, answers)) this.#told.push(texts.notAsPacked({ en, ko }));
    const known = this.#knownAs.map(folded);
    if (known.length > 0 && !known.includes(folded(manifest.learner)))
      this.#told.push(texts.otherLearner(manifest.learner, this.#knownAs[0] ?? ""));
  }

  /** The newest first: where two answer one exercise, the newer one counts. */
  async #readNotebooks(): Promise<void> {
    const answeredBy = new Map<string, string>();
    for (const entry of this.#gathered.notebooks) {
      const bytes = await this.#tryTo(entry, "notebookBytesMax");
      const answers = bytes && this.#tryToRead(entry, () => readNotebook(entry.path, bytes));
      if (answers === undefined || bytes === undefined) continue;
      this.#told.push(...answers.notes);
      this.#predictions.push(...answers.predictions);
      for (const [name, pieces] of answers.commands) {
        const meant = exerciseMeant(
          this.#ids.map((id) => ({ id })),
          name,
        );
        if (!("exercise" in meant)) this.#told.push(texts.unknownExercise(entry.path, name));
        else this.#addCommands(meant.exercise.id, pieces, entry, answeredBy);
      }
      this.#hash.update(bytes);
    }
  }

  #addCommands(id: string, pieces: readonly string[], entry: Entry, answeredBy: Map<string, string>): void {
    const newer = answeredBy.get(id);
    if (newer !== undefined) return void this.#told.push(texts.olderNotebook(id, newer, entry.path));
    answeredBy.set(id, entry.path);
    const files = this.#filesOf(id);
    const before = files.get(COMMANDS_FILE) ?? "";
    this.#sawTime(entry);
    if (hasNotebookBlock(before)) return;
    if (hasOwnCommands(before)) this.#told.push(texts.both(id, entry.path));
    files.set(COMMANDS_FILE, withNotebookCommands(before, pieces, shownName(entry.path)).text);
  }

  async #textOf(entry: Entry): Promise<string | undefined> {
    const bytes = await this.#tryTo(entry, "fileBytesMax");
    const text = bytes && this.#tryToRead(entry, () => decoded(bytes));
    if (text === undefined) return undefined;
    this.#hash.update(JSON.stringify([entry.path, text]));
    this.#sawTime(entry);
    return text;
  }

  #sawTime({ modifiedMs }: Entry): void {
    this.#newestMs = Math.max(this.#newestMs ?? 0, modifiedMs);
  }

  async #tryTo(entry: Entry, budget: "fileBytesMax" | "notebookBytesMax"): Promise<Buffer | undefined> {
    try {
      if (++this.#files > limits.filesMax) throw new NotRead(overBudget("filesMax"));
      const bytes = await entry.read(budget);
      const isFile = budget === "fileBytesMax";
      if (isFile && this.#bytes + bytes.length > limits.totalBytesMax)
        throw new NotRead(overBudget("totalBytesMax"));
      if (!isFile && this.#packedBytes + bytes.length > limits.packedBytesMax)
        throw new NotRead(overBudget("packedBytesMax"));
      if (isFile) this.#bytes += bytes.length;
      else this.#packedBytes += bytes.length;
      return bytes;
    } catch (error) {
      return this.#leaveOut(entry, error);
    }
  }

  #tryToRead<Content>(entry: Entry, read: () => Content): Content | undefined {
    try {
      return read();
    } catch (error) {
      return this.#leaveOut(entry, error);
    }
  }

  #leaveOut({ path }: Entry, error: unknown): undefined {
    if (!(error instanceof NotRead)) throw error;
    this.leftOut.add(path, error.reason);
  }

  #filesOf(id: string): Map<string, string> {
    const files = this.#exercises.get(id) ?? new Map<string, string>();
    this.#exercises.set(id, files);
    return files;
  }
}

function folded(name: string): string {
  return name.normalize("NFC").trim().toLowerCase();
}

const texts = {
  severalLearners: (count: number): Text => ({
    en: `it holds the submissions of ${count} learners, as Moodle packs them`,
    ko: `Moodle에서 내려받은 학습자 ${count}명의 제출물이 함께 들어 있습니다`,
  }),
  unpack: {
    en: "Unpack it, and give the folder to bootcamp grade",
    ko: "압축을 풀고 그 폴더를 bootcamp grade에 지정하세요",
  },
  noManifest: (path: string): Text => ({
    en: `Not used: ${shownName(path)}. It lies in no exercise's folder, and bootcamp submit did not write it`,
    ko: `쓰지 않음: ${shownName(path)}. 연습 폴더 안에 있지 않고 bootcamp submit이 쓴 파일도 아닙니다`,
  }),
  notAsPacked: ({ en, ko }: Text): Text => ({
    en: `Not as bootcamp submit packed it: ${en}`,
    ko: `bootcamp submit이 묶은 그대로가 아닙니다. ${ko}`,
  }),
  otherLearner: (packedFor: string, handedInAs: string): Text => ({
    en: `bootcamp submit packed it for ${shownName(packedFor)}, and it was handed in as ${shownName(handedInAs)}`,
    ko: `bootcamp submit으로 묶을 때의 이름은 ${shownName(packedFor)}인데 ${shownName(handedInAs)} 이름으로 제출되었습니다`,
  }),
  moreNotes: (count: number): Text => ({
    en: `${count} more of this kind are not shown`,
    ko: `이 밖에 ${count}건은 줄였습니다`,
  }),
  unknownExercise: (path: string, name: string): Text => ({
    en: `${shownName(path)}: this course has no exercise ${shownName(name)}`,
    ko: `${shownName(path)}: 이 과정에는 ${shownName(name)} 연습이 없습니다`,
  }),
  olderNotebook: (id: string, newer: string, older: string): Text => ({
    en: `${id} is answered in several notebooks: ${shownName(newer)} is the newest and counts, ${shownName(older)} does not`,
    ko: `${id} 연습의 답이 여러 노트북에 있습니다. 가장 새로운 ${shownName(newer)} 노트북만 쓰고 ${shownName(older)} 노트북은 쓰지 않았습니다`,
  }),
  both: (id: string, path: string): Text => ({
    en: `${id}: the commands of commands.sh are run first, then those of ${shownName(path)}`,
    ko: `${id}: commands.sh의 명령을 먼저 실행하고 ${shownName(path)}의 명령을 이어서 실행합니다`,
  }),
};
