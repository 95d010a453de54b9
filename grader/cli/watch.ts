/** `bootcamp watch`: checks an exercise, and again whenever one of its files is saved. Keys give hints, the task and the next exercise. */
import type { Exercise } from "../course/exercise.ts";
import { ExerciseError } from "../course/exercise.ts";
import { FolderWatch } from "../learner/folder-watch.ts";
import type { Text } from "../text.ts";
import type { NextSteps } from "./answer-lines.ts";
import { chosenExercise } from "./exercise-named.ts";
import { hintLines } from "./hint.ts";
import { END, ENTER, Keys } from "./keys.ts";
import { markdownLines } from "./markdown.ts";
import { type AtTerminal, type LearnerCommand, openLearner } from "./open-learner.ts";
import { resetLines } from "./reset.ts";
import { allSolvedLines } from "./status.ts";
import { taskLines } from "./task.ts";
import { typedPath } from "./terminal.ts";

export interface WatchOptions extends LearnerCommand {
  readonly id?: string | undefined;
  readonly seed: number;
}

/** @returns 0 when the person leaves, or the input ends. @throws UsageError, ExerciseError */
export async function watch({ id, seed, ...options }: WatchOptions): Promise<number> {
  const at = openLearner(options);
  const chosen = chosenExercise(at.learner, id, options.lang);
  if (chosen === undefined) console.log(allSolvedLines(at).join("\n"));
  else {
    if (chosen.note !== undefined) console.log(chosen.note[options.lang]);
    await new Watch(at, chosen.exercise, seed).run();
  }
  return 0;
}

type Happening = "saved" | { readonly key: string };

class Watch {
  readonly #at: AtTerminal;
  readonly #seed: number;
  readonly #keys: Keys;
  readonly #waiting: Happening[] = [];
  #wake = (): void => {};
  #exercise: Exercise;
  #files: FolderWatch;

  constructor(at: AtTerminal, exercise: Exercise, seed: number) {
    this.#at = at;
    this.#seed = seed;
    this.#exercise = exercise;
    this.#keys = new Keys(process.stdin, (key) => this.#happen({ key }));
    this.#files = this.#begin(exercise);
  }

  async run(): Promise<void> {
    try {
      // What is there at the beginning is no try: it counts for no hint.
      await this.#check(false);
      for (let happening = await this.#next(); !isEnd(happening); happening = await this.#next())
        await this.#answer(happening);
    } finally {
      this.#keys.close();
      this.#files.close();
    }
  }

  /** Says at once what is watched: the first cluster takes a moment. */
  #begin(exercise: Exercise): FolderWatch {
    const { learner, terminal } = this.#at;
    const folder = learner.work.folderOf(exercise);
    this.#print([...markdownLines(texts.watching(typedPath(folder))[terminal.lang], terminal), ""]);
    if (!learner.work.isBegun(exercise)) this.#print([...taskLines(this.#at, exercise, texts.save), ""]);
    return new FolderWatch(folder, () => this.#happen("saved"));
  }

  async #answer(happening: Happening): Promise<void> {
    if (happening === "saved" || happening.key === ENTER) return this.#check(true);
    switch (happening.key) {
      case "h":
        return this.#say(hintLines(this.#at, this.#exercise, false));
      case "t":
        return this.#say(taskLines(this.#at, this.#exercise, texts.save));
      case "r":
        this.#say(resetLines(this.#at, this.#exercise));
        return this.#files.accept();
      case "n":
        return this.#goOn();
    }
  }

  async #goOn(): Promise<void> {
    const next = this.#at.learner.nextAfter(this.#exercise);
    if (next === undefined) return this.#say(allSolvedLines(this.#at));
    this.#files.close();
    this.#exercise = next;
    this.#files = this.#begin(next);
    await this.#check(false);
  }

  async #check(isTry: boolean): Promise<void> {
    const { learner, terminal } = this.#at;
    this.#keys.takeSingly(false);
    this.#print([terminal.style.dim(texts.checking(new Date())[terminal.lang]), ""]);
    // Somebody may have taken the files away.
    if (learner.begin(this.#exercise)) this.#files.accept();
    try {
      // Only now: the simulator takes longer to load than the first line may take.
      const [{ checkAnswer }, { answerLines }] = await Promise.all([
        import("../learner/check-answer.ts"),
        import("./answer-lines.ts"),
      ]);
      const options = { seed: this.#seed, lang: terminal.lang, isTry };
      const checked = await checkAnswer(learner, this.#exercise, options);
      this.#say(answerLines(this.#at, this.#exercise, checked, byKey));
    } catch (error) {
      if (!(error instanceof ExerciseError)) throw error;
      this.#say([error.message]);
    }
  }

  /** From here on keys are listened to, and the footer names them. */
  #say(lines: readonly string[]): void {
    const { lang, style } = this.#at.terminal;
    this.#keys.takeSingly(true);
    this.#print([...lines, "", ...(this.#keys.isTerminal ? [style.dim(texts.footer[lang])] : [])]);
  }

  #print(lines: readonly string[]): void {
    process.stdout.write(`${lines.join("\n")}\n`);
  }

  #happen(happening: Happening): void {
    this.#waiting.push(happening);
    this.#wake();
  }

  async #next(): Promise<Happening> {
    for (;;) {
      const happening = this.#waiting.shift();
      if (happening !== undefined) return happening;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
  }
}

function isEnd(happening: Happening): boolean {
  return happening !== "saved" && (happening.key === END || happening.key === "q");
}

const byKey: NextSteps = {
  goOn: { en: "[n]", ko: "[n]" },
  hint: "[h]",
  again: (folder) => ({
    en: `Change your files in ${folder} and save: they are checked again.`,
    ko: `${folder}의 파일을 고쳐 저장하면 다시 확인합니다.`,
  }),
};

const texts = {
  save: {
    en: "Next: edit your files and save. They are checked each time.",
    ko: "다음: 파일을 고쳐 저장하세요. 저장할 때마다 확인합니다.",
  },
  checking: (at: Date): Text => {
    const time = at.toTimeString().slice(0, 8);
    return { en: `── ${time} checking ...`, ko: `── ${time} 확인하는 중 ...` };
  },
  watching: (folder: string): Text => ({
    en: `Watching ${folder}. The first check builds a cluster, which takes a moment ...`,
    ko: `${folder}을(를) 지켜봅니다. 처음 확인할 때는 클러스터를 만드느라 잠시 걸립니다 ...`,
  }),
  footer: {
    en: "[h] hint  [t] task  [r] reset  [n] next  [q] quit  [Enter] check again",
    ko: "[h] 힌트  [t] 문제  [r] 처음으로  [n] 다음 연습  [q] 끝내기  [Enter] 다시 확인",
  },
};
