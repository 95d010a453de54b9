/** An exercise in a notebook: the same files, progress and verdict as `bootcamp check` in a terminal. */
import { copyFileSync, existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import {
  CellStop,
  type Lab,
  type Language,
  openLab,
  type ShellText,
  type Show,
  scriptOf,
} from "service-bootcamp";
import { type Exercise, ExerciseError } from "../course/exercise.ts";
import { exerciseMeant } from "../course/exercise-meant.ts";
import { makeFolder } from "../files/make-folder.ts";
import { isLeftover } from "../files/names.ts";
import { writeFiles } from "../files/write-files.ts";
import { startingCluster } from "../judge/replay.ts";
import { checkAnswer } from "../learner/check-answer.ts";
import { CHECK_SEED } from "../learner/check-seed.ts";
import { readHints } from "../learner/hints.ts";
import { Learner } from "../learner/learner.ts";
import { giveUp, maySeeSolution, solutionDiff } from "../learner/solution.ts";
import { freePath } from "../learner/work.ts";
import { hasCommand } from "../script.ts";
import { COMMANDS_FILE } from "../submission/answer.ts";
import { hasOwnCommands, withNotebookCommands } from "../submission/commands-file.ts";
import { exerciseTexts as texts } from "./exercise-texts.ts";
import { showDebrief, showHints, showSolution, showTask, showVerdict } from "./exercise-view.ts";
import { say } from "./html.ts";

export interface NotebookExercise {
  /** Runs bash text on the exercise's own cluster, and prints what a terminal shows. It belongs to your answer. */
  sh(text: ShellText, ...values: unknown[]): Promise<void>;
  /** Pictures of the exercise's cluster: `ex.show.service("web")`. */
  readonly show: Show;
  /** Judges your answer: your files in `work/`, and the commands that you gave to `ex.sh`. */
  check(): Promise<void>;
  /** A hint: one more after each check that fails, or at once with `ex.hint({ next: true })`. */
  hint(options?: { readonly next?: boolean }): void;
  /** Begins anew: files as at the start, a new cluster. Your old files are kept. */
  reset(): Promise<void>;
  /** The author's solution beside yours, once yours works; before that with `ex.solution({ giveUp: true })`. */
  solution(options?: { readonly giveUp?: boolean }): void;
  /** What the exercise wanted to teach, once it is solved. */
  debrief(): void;
}

/** @throws CellStop when `name` means no exercise, or several. */
export async function openExercise(name: string, lang: Language): Promise<NotebookExercise> {
  const learner = new Learner();
  const exercise = new OpenExercise(learner, exerciseNamed(learner, name, lang), lang);
  await exercise.begin();
  return exercise;
}

function exerciseNamed({ course }: Learner, name: string, lang: Language): Exercise {
  const meant = exerciseMeant(course.exercises, name);
  if ("exercise" in meant) return meant.exercise;
  throw new CellStop(
    texts.notFound(name, "chapter" in meant ? meant.chapter.map(({ id }) => id) : meant.near)[lang],
  );
}

/** The exercise that was opened last: its cluster ends when the next one begins. */
let opened: OpenExercise | undefined;

class OpenExercise implements NotebookExercise {
  readonly #learner: Learner;
  readonly #exercise: Exercise;
  readonly #lang: Language;
  /** What `sh` was given since the cluster began; a value in it may come later. */
  #pieces: Promise<string>[] = [];
  #lab: Lab | undefined;

  constructor(learner: Learner, exercise: Exercise, lang: Language) {
    this.#learner = learner;
    this.#exercise = exercise;
    this.#lang = lang;
  }

  async begin(): Promise<void> {
    if (opened !== this) await opened?.close();
    opened = this;
    const isNew = this.#learner.begin(this.#exercise);
    await this.#startCluster();
    const files = readdirSync(this.#folder).filter((name) => !isLeftover(name));
    showTask(this.#learner, this.#exercise, this.#lang, { folder: this.#shownFolder, files, isNew });
    if (hasOwnCommands(this.#commands())) say(texts.ownCommands(this.#shownFolder)[this.#lang]);
    this.#tellNotes();
  }

  async sh(text: ShellText, ...values: unknown[]): Promise<void> {
    const lab = this.#open;
    const script = Promise.all(values).then((given) => scriptOf(text, given));
    this.#pieces.push(script);
    await lab.sh`${script}`;
  }

  get show(): Show {
    return this.#open.show;
  }

  async check(): Promise<void> {
    this.#learner.begin(this.#exercise); // somebody may have taken the files away
    try {
      const kept = this.#writeCommands(await this.#given());
      const options = { seed: CHECK_SEED, lang: this.#lang };
      const checked = await checkAnswer(this.#learner, this.#exercise, options);
      showVerdict(this.#learner, this.#exercise, checked, this.#lang);
      if (kept !== undefined) say(kept);
    } catch (error) {
      if (!(error instanceof ExerciseError)) throw error;
      say(texts.faulty(error.message)[this.#lang]);
    }
    this.#tellNotes();
  }

  hint({ next = false }: { readonly next?: boolean } = {}): void {
    showHints(this.#exercise, readHints(this.#learner, this.#exercise, next), this.#lang);
  }

  async reset(): Promise<void> {
    const backup = this.#learner.work.reset(this.#exercise);
    this.#learner.record(this.#exercise, () => ({}));
    await this.#startCluster();
    say(texts.reset(this.#shownFolder, backup && shownPath(backup))[this.#lang]);
  }

  solution(options: { readonly giveUp?: boolean } = {}): void {
    if (options.giveUp === true) giveUp(this.#learner, this.#exercise);
    if (maySeeSolution(this.#learner, this.#exercise)) {
      const isSolved = this.#learner.isSolved(this.#exercise);
      showSolution(solutionDiff(this.#learner, this.#exercise), isSolved, this.#lang);
    } else say(texts.noSolutionYet[this.#lang]);
  }

  debrief(): void {
    if (this.#learner.isSolved(this.#exercise)) showDebrief(this.#exercise, this.#lang);
    else say(texts.noDebriefYet[this.#lang]);
  }

  async close(): Promise<void> {
    await this.#lab?.cluster.close();
    this.#lab = undefined;
  }

  async #startCluster(): Promise<void> {
    await this.close();
    this.#pieces = [];
    const cluster = await startingCluster(this.#exercise, CHECK_SEED);
    this.#lab = await openLab({ cluster, lang: this.#lang, folder: this.#folder });
  }

  /** @throws CellStop when another exercise has been opened since. */
  get #open(): Lab {
    if (this.#lab === undefined) throw new CellStop(texts.closed(this.#exercise.id)[this.#lang]);
    return this.#lab;
  }

  /** What `sh` was given, but for what could not be put together. */
  async #given(): Promise<string[]> {
    const pieces = await Promise.allSettled(this.#pieces);
    return pieces.flatMap((piece) => (piece.status === "fulfilled" ? [piece.value] : []));
  }

  /** @returns what to say of it, when the file was written. */
  #writeCommands(pieces: readonly string[]): string | undefined {
    if (!pieces.some(hasCommand)) return undefined;
    const before = this.#commands();
    const { text, replaces } = withNotebookCommands(before, pieces, texts.block[this.#lang]);
    if (text === before) return undefined;
    // What is no UTF-8 comes back as other bytes than it was.
    const backup = replaces || before.includes("\ufffd") ? this.#keep() : undefined;
    writeFiles(this.#folder, new Map([[COMMANDS_FILE, text]]));
    return texts.written(this.#shownFolder, backup && shownPath(backup))[this.#lang];
  }

  /** @returns where the file is kept as it was. */
  #keep(): string {
    const { folder } = this.#learner.work;
    const backup = freePath((number) => join(folder, ".backup", `${this.#exercise.id}-${number}`));
    makeFolder(backup);
    copyFileSync(join(this.#folder, COMMANDS_FILE), join(backup, COMMANDS_FILE));
    return join(backup, COMMANDS_FILE);
  }

  /** As it is on the disk, also where a check would not read it. */
  #commands(): string {
    const file = join(this.#folder, COMMANDS_FILE);
    return existsSync(file) ? readFileSync(file, "utf8") : "";
  }

  get #folder(): string {
    return this.#learner.work.folderOf(this.#exercise);
  }

  get #shownFolder(): string {
    return shownPath(this.#folder);
  }

  #tellNotes(): void {
    for (const note of this.#learner.takeNotes()) say(note[this.#lang]);
  }
}

/** As the learner finds it in JupyterLab, whose files begin above the notebooks. */
function shownPath(path: string): string {
  return relative(join(process.cwd(), ".."), path);
}
