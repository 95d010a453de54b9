/** What a learner predicted in notebooks, kept with their progress so that a kernel's restart forgets nothing. */
import type { Text } from "../text.ts";
import { ProgressFile } from "./progress.ts";
import { defaultWorkFolder } from "./work.ts";

/** The predictions of one lesson. The course's exercises are not read for them: a first cell has no time for that. */
export class PredictionsOf {
  readonly #lesson: string;
  readonly #file: ProgressFile;
  readonly #tell: (note: Text) => void;

  /** @param tell what the learner should know of their progress file. */
  constructor(lesson: string, tell: (note: Text) => void, workFolder: string = defaultWorkFolder()) {
    this.#lesson = lesson;
    this.#tell = tell;
    this.#file = new ProgressFile(workFolder);
  }

  /** Question -> the letter that was chosen. */
  get expected(): Readonly<Record<string, string>> {
    const predictions = Object.entries(this.#progress.predictions?.[this.#lesson] ?? {});
    return Object.fromEntries(predictions.map(([question, { choice }]) => [question, choice]));
  }

  record(question: string, choice: string): void {
    const progress = this.#progress;
    const ofLesson = {
      ...progress.predictions?.[this.#lesson],
      [question]: { choice, at: new Date().toISOString() },
    };
    const predictions = { ...progress.predictions, [this.#lesson]: ofLesson };
    this.#file.write({ ...progress, predictions });
  }

  get #progress() {
    return this.#file.read(this.#tell);
  }
}
