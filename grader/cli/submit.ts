/** `bootcamp submit`: the learner's answers in one zip, which `grade` reads as it is; with --verify, whether a zip is what it says. */
import { existsSync, statSync } from "node:fs";
import { basename, dirname, join, resolve } from "node:path";
import { openCourse } from "../course/course.ts";
import { writeFiles } from "../files/write-files.ts";
import { packSubmission } from "../learner/pack-submission.ts";
import { verifySubmission } from "../learner/verify-submission.ts";
import { table } from "../reporters/columns.ts";
import { counted, type Text } from "../text.ts";
import { learnerName } from "./learner-name.ts";
import { inline } from "./markdown.ts";
import { type LearnerCommand, openLearner } from "./open-learner.ts";
import { terminalOf, typedPath } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

export interface SubmitOptions extends LearnerCommand {
  readonly out?: string;
  readonly verify?: string;
  readonly seed: number;
}

/** @returns 0; with --verify 1 when the zip is not what it says. @throws UsageError, ExerciseError, SubmissionRefused */
export async function submit({
  out,
  verify,
  learner: asked,
  seed,
  ...options
}: SubmitOptions): Promise<number> {
  const { lang } = options;
  if (verify !== undefined) return verifyZip(resolve(verify), options);
  const given = asked === undefined ? {} : { learner: learnerName(asked, lang) };
  const { learner, terminal } = openLearner({ ...options, ...given });
  if (learner.name === undefined) throw new UsageError(texts.noName[lang]);
  const name = learnerName(learner.name, lang);
  const file = out === undefined ? join(learner.work.folder, `${name}.zip`) : resolve(out);
  if (existsSync(file) && !statSync(file).isFile()) throw new UsageError(texts.noFile(file)[lang]);
  if (!learner.course.exercises.some((exercise) => learner.work.isBegun(exercise)))
    throw new UsageError(texts.nothing[lang]);
  const { zip, manifest, notes } = await packSubmission(learner, name, { seed, lang });
  writeFiles(dirname(file), new Map([[basename(file), zip]]));
  learner.file.write({ ...learner.progress, learner: name });
  const rows = manifest.exercises.map(({ id, score, maxScore }) => [`  ${id}`, `${score}/${maxScore}`]);
  console.log(
    [
      ...notes.map((note) => terminal.style.yellow(note[lang])),
      ...table(rows),
      terminal.style.bold(texts.packed(manifest, typedPath(file))[lang]),
      inline(texts.handIn(typedPath(file))[lang], terminal.style),
    ].join("\n"),
  );
  return 0;
}

async function verifyZip(file: string, { lang, courseFolder }: LearnerCommand): Promise<number> {
  if (!existsSync(file)) throw new UsageError(texts.missing(file)[lang]);
  if (!statSync(file).isFile()) throw new UsageError(texts.noFile(file)[lang]);
  const { style } = terminalOf(process.stdout, lang);
  const { manifest, exercises, problems, notes } = await verifySubmission(
    openCourse(courseFolder),
    file,
    lang,
  );
  const rows = exercises.map(({ id, stated, found }) => [`  ${id}`, String(stated), String(found)]);
  console.log(
    [
      ...(manifest === undefined
        ? []
        : [style.bold(texts.of(manifest)[lang]), ...table([headers[lang], ...rows]), ""]),
      ...problems.map((problem) => `${style.red("✗")} ${problem[lang]}`),
      ...(problems.length === 0 ? [`${style.green("✓")} ${texts.agrees[lang]}`] : []),
      ...notes.map((note) => style.yellow(note[lang])),
    ].join("\n"),
  );
  return problems.length === 0 ? 0 : 1;
}

const headers = { en: ["  EXERCISE", "STATED", "FOUND"], ko: ["  연습", "적힌 점수", "다시 채점"] } as const;

type Manifest = NonNullable<Awaited<ReturnType<typeof verifySubmission>>["manifest"]>;

const texts = {
  noName: {
    en: "say under which name you submit: npx bootcamp submit --learner NAME",
    ko: "제출할 이름을 적으세요: npx bootcamp submit --learner 이름",
  },
  nothing: {
    en: "no exercise has been begun yet: npx bootcamp task",
    ko: "아직 시작한 연습이 없습니다: npx bootcamp task",
  },
  missing: (file: string): Text => ({ en: `there is no ${file}`, ko: `${file}이(가) 없습니다` }),
  noFile: (file: string): Text => ({
    en: `${file} is no file: name a zip, such as NAME.zip`,
    ko: `${file}은(는) 파일이 아닙니다. 이름.zip처럼 zip 파일을 적으세요`,
  }),
  packed: ({ exercises, score, maxScore }: Manifest, file: string): Text => ({
    en: `${file}: ${counted(exercises.length, "exercise")}, ${score}/${maxScore}`,
    ko: `${file}: 연습 ${exercises.length}개, ${score}/${maxScore}점`,
  }),
  handIn: (file: string): Text => ({
    en: `Hand in this file. \`npx bootcamp submit --verify ${file}\` shows that it is whole.`,
    ko: `이 파일을 제출하세요. \`npx bootcamp submit --verify ${file}\`로 온전한지 확인할 수 있습니다.`,
  }),
  of: ({ learner, submittedAt, grader }: Manifest): Text => ({
    en: `${learner}, submitted at ${submittedAt}, checked with seed ${grader.seed}`,
    ko: `${learner}, 제출 시각 ${submittedAt}, 확인에 쓴 시드 ${grader.seed}`,
  }),
  agrees: {
    en: "Every file and every score is as the zip says.",
    ko: "모든 파일과 점수가 zip에 적힌 그대로입니다.",
  },
};
