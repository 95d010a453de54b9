/** One learner in the course: their files, how far they have come, and what is next. Nothing here prints: terminals and notebooks do. */
import { openCourse } from "../course/course.ts";
import type { Exercise } from "../course/exercise.ts";
import type { Text } from "../text.ts";
import { begunAt, type ExerciseProgress, type Progress, ProgressFile } from "./progress.ts";
import { Work } from "./work.ts";

export interface LearnerOptions {
  /** Default: the exercises of this checkout. */
  readonly courseFolder?: string | undefined;
  /** Default: `work/` of this checkout. */
  readonly workFolder?: string | undefined;
  /** Who they are, as the roster has it; default: BOOTCAMP_LEARNER, or what was said last. */
  readonly learner?: string | undefined;
}

export type State = "open" | "begun" | "solved";

export class Learner {
  readonly course: ReturnType<typeof openCourse>;
  readonly work: Work;
  readonly file: ProgressFile;
  /** Undefined until they have said who they are. */
  readonly name: string | undefined;
  /** What the learner should know besides what they asked for, since it was last taken. */
  readonly #notes: Text[] = [];

  constructor({ courseFolder, workFolder, learner }: LearnerOptions = {}) {
    this.work = new Work(workFolder);
    this.file = new ProgressFile(this.work.folder);
    this.name = learner ?? (process.env.BOOTCAMP_LEARNER || this.progress.learner);
    this.course = openCourse(courseFolder, { learner: this.name });
    const { broken, exercises, secret } = this.course;
    this.#notes.push(...broken.map(({ id, error }) => texts.broken(id, error.message)));
    const hasVariants = exercises.some(({ variants }) => Object.keys(variants).length > 0);
    if (secret !== undefined && this.name === undefined && hasVariants) this.#notes.push(texts.anonymous);
  }

  get progress(): Progress {
    return this.file.read((note) => this.#notes.push(note));
  }

  progressOf({ id }: Exercise): ExerciseProgress | undefined {
    return this.progress.exercises[id];
  }

  stateOf(exercise: Exercise): State {
    if (this.progressOf(exercise)?.solvedAt !== undefined) return "solved";
    return this.work.isBegun(exercise) ? "begun" : "open";
  }

  isSolved(exercise: Exercise): boolean {
    return this.stateOf(exercise) === "solved";
  }

  /** The exercise in hand: of those that were begun and are not solved, the one last worked on; else the next. Undefined when all are solved. */
  current(): Exercise | undefined {
    const [begun] = this.#latestFirst((exercise) => this.stateOf(exercise) === "begun");
    return begun ?? this.nextAfter(this.lastSolved());
  }

  /** The first unsolved exercise behind `exercise`, else the first of all. */
  nextAfter(exercise: Exercise | undefined): Exercise | undefined {
    const unsolved = this.course.exercises.filter((each) => each.id !== exercise?.id && !this.isSolved(each));
    return unsolved.find(({ id }) => exercise !== undefined && id > exercise.id) ?? unsolved[0];
  }

  /** The exercise that was solved and worked on last. */
  lastSolved(): Exercise | undefined {
    return this.#latestFirst((exercise) => this.isSolved(exercise))[0];
  }

  /** Lays out the files of an exercise, unless they are there. @returns whether it began just now. */
  begin(exercise: Exercise): boolean {
    const isNew = !this.work.isBegun(exercise);
    if (isNew) this.work.begin(exercise);
    this.record(exercise, () => ({}));
    return isNew;
  }

  /** Changes what is known of one exercise, from what the file holds now. */
  record(exercise: Exercise, change: (before: ExerciseProgress) => Partial<ExerciseProgress>): void {
    const now = new Date().toISOString();
    const { progress } = this;
    const before = progress.exercises[exercise.id] ?? begunAt(now);
    const after = { ...before, lastAt: now, ...change(before) };
    this.file.write({ ...progress, exercises: { ...progress.exercises, [exercise.id]: after } });
  }

  /** Each note is told once. */
  takeNotes(): readonly Text[] {
    return this.#notes.splice(0);
  }

  #latestFirst(isWanted: (exercise: Exercise) => boolean): readonly Exercise[] {
    const { exercises } = this.progress;
    const lastAt = ({ id }: Exercise): string => exercises[id]?.lastAt ?? "";
    return this.course.exercises
      .filter(isWanted)
      .sort((a, b) => (lastAt(a) === lastAt(b) ? 0 : lastAt(a) > lastAt(b) ? -1 : 1));
  }
}

const texts = {
  anonymous: {
    en: "Some exercises of this course have names and ports of your own. Say once who you are, as your class list has it: npx bootcamp progress --learner ID",
    ko: "이 과정에는 학습자마다 이름과 포트가 다른 연습이 있습니다. 학급 명단에 적힌 대로 누구인지 한 번 알려 주세요: npx bootcamp progress --learner ID",
  },
  broken: (id: string, message: string): Text => ({
    en: `${id} is left out, by a fault of the course and not of yours: ${message}`,
    ko: `${id} 연습은 과정의 잘못으로 빠졌습니다. 학습자의 잘못이 아닙니다: ${message}`,
  }),
};
