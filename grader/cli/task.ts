/** `bootcamp task`: what an exercise asks for, where the learner's files are, and what to do next. */
import { readdirSync } from "node:fs";
import type { Exercise } from "../course/exercise.ts";
import { isLeftover } from "../files/names.ts";
import { counted, type Text } from "../text.ts";
import { chosenExercise } from "./exercise-named.ts";
import { markdownLines } from "./markdown.ts";
import { type AtTerminal, type LearnerCommand, openLearner } from "./open-learner.ts";
import { allSolvedLines } from "./status.ts";
import { typedPath } from "./terminal.ts";

export interface TaskOptions extends LearnerCommand {
  readonly id?: string | undefined;
}

/** Begins the exercise. @returns 0. @throws UsageError, ExerciseError */
export function task({ id, ...options }: TaskOptions): number {
  const at = openLearner(options);
  const chosen = chosenExercise(at.learner, id, options.lang);
  if (chosen === undefined) {
    console.log(allSolvedLines(at).join("\n"));
    return 0;
  }
  if (chosen.note !== undefined) console.log(`${chosen.note[options.lang]}\n`);
  console.log(taskLines(at, chosen.exercise).join("\n"));
  return 0;
}

/** Begins the exercise, so that the files it names are there. */
export function taskLines(
  { learner, terminal }: AtTerminal,
  exercise: Exercise,
  next: Text = texts.next,
): readonly string[] {
  const { lang, style } = terminal;
  const isNew = learner.begin(exercise);
  const folder = learner.work.folderOf(exercise);
  const files = readdirSync(folder).filter((name) => !isLeftover(name));
  const state = learner.isSolved(exercise) ? style.green(texts.solved[lang]) : texts.size(exercise)[lang];
  return [
    titleLine(exercise, { learner, terminal }),
    style.dim(state),
    "",
    ...markdownLines(exercise.text[lang], terminal),
    ...(exercise.manifests === "apply" ? ["", ...markdownLines(texts.applied[lang], terminal)] : []),
    "",
    ...markdownLines(texts.files(typedPath(folder), files, isNew)[lang], terminal),
    ...markdownLines(texts.look(exercise.id)[lang], terminal),
    ...markdownLines(next[lang], terminal),
  ];
}

export function titleLine({ id, title }: Exercise, { terminal: { lang, style } }: AtTerminal): string {
  return style.bold(`${id}  ${title[lang]}`);
}

const texts = {
  solved: { en: "Solved ✓", ko: "풀었습니다 ✓" },
  size: ({ points, minutes }: Exercise): Text => ({
    en: `${counted(points, "point")}, about ${counted(minutes, "minute")}`,
    ko: `${points}점, 약 ${minutes}분`,
  }),
  files: (folder: string, files: readonly string[], isNew: boolean): Text => ({
    en: `${isNew ? "Your files have been laid out in" : "Your files are in"} ${folder}: ${files.join(", ")}`,
    ko: `${isNew ? "파일을 여기에 준비했습니다" : "파일은 여기에 있습니다"}: ${folder} (${files.join(", ")})`,
  }),
  applied: {
    en: "Manifests (`.yaml`, `.yml`, `.json`) that no command names are applied first, in the order of their names. Then `commands.sh` runs.",
    ko: "`commands.sh`에서 이름을 쓰지 않은 매니페스트(`.yaml`, `.yml`, `.json`)를 먼저 이름 순서대로 적용하고, 그다음 `commands.sh`를 실행합니다.",
  },
  look: (id: string): Text => ({
    en: `To look around in its cluster: \`npx bootcamp shell --exercise ${id}\``,
    ko: `클러스터를 살펴보려면: \`npx bootcamp shell --exercise ${id}\``,
  }),
  next: {
    en: "Next: edit your files, save, and run `npx bootcamp check`. Or let `npx bootcamp watch` check each time you save.",
    ko: "다음: 파일을 고쳐 저장하고 `npx bootcamp check`를 실행하세요. `npx bootcamp watch`를 켜 두면 저장할 때마다 확인합니다.",
  },
};
