/** `bootcamp progress`: moves how far a learner has come to another machine, as one file. */
import { existsSync, readFileSync, statSync } from "node:fs";
import { basename, dirname, resolve } from "node:path";
import { writeFiles } from "../files/write-files.ts";
import { type Progress, parseProgress, progressText } from "../learner/progress.ts";
import type { Text } from "../text.ts";
import { learnerName } from "./learner-name.ts";
import { type AtTerminal, type LearnerCommand, openLearner } from "./open-learner.ts";
import { summaryLine } from "./status.ts";
import { typedPath } from "./terminal.ts";
import { UsageError } from "./usage-error.ts";

export interface ProgressOptions extends LearnerCommand {
  readonly export?: string;
  readonly import?: string;
}

/** @returns 0. @throws UsageError when a file is none that can be read or written over. */
export function progress({ export: to, import: from, learner: asked, ...options }: ProgressOptions): number {
  const { lang } = options;
  if (to !== undefined && from !== undefined) throw new UsageError(texts.oneOfBoth[lang]);
  const given = asked === undefined ? {} : { learner: learnerName(asked, lang) };
  const at = openLearner({ ...options, ...given });
  if (given.learner !== undefined) remember(given.learner, at);
  if (to !== undefined) exportTo(resolve(to), at);
  else if (from !== undefined) importFrom(resolve(from), at);
  else if (asked === undefined)
    console.log([summaryLine(at), texts.where(typedPath(at.learner.file.path))[lang]].join("\n"));
  return 0;
}

/** Who the learner is from now on. What they began with the values of somebody else needs a reset. */
function remember(name: string, { learner, terminal: { lang } }: AtTerminal): void {
  learner.file.write({ ...learner.progress, learner: name });
  if (learner.course.secret === undefined) {
    console.log(texts.sameForAll(name)[lang]);
    return;
  }
  const begun = learner.course.exercises
    .filter(({ variant }) => Object.keys(variant).length > 0)
    .filter((exercise) => learner.work.isBegun(exercise))
    .map(({ id }) => id);
  console.log(
    [texts.known(name)[lang], ...(begun.length === 0 ? [] : [texts.begun(begun)[lang]])].join("\n"),
  );
}

function exportTo(file: string, { learner, terminal: { lang } }: AtTerminal): void {
  if (existsSync(file) && progressIn(file) === undefined) throw new UsageError(texts.foreign(file)[lang]);
  writeFiles(dirname(file), new Map([[basename(file), progressText(learner.progress)]]));
  console.log(texts.exported(file)[lang]);
}

/** What was there before is kept beside it. */
function importFrom(file: string, at: AtTerminal): void {
  const { learner, terminal } = at;
  const { lang } = terminal;
  if (!existsSync(file)) throw new UsageError(texts.missing(file)[lang]);
  const imported = progressIn(file);
  if (imported === undefined) throw new UsageError(texts.unreadable(file)[lang]);
  const hadProgress = existsSync(learner.file.path);
  const kept = hadProgress ? learner.file.keepAside() : undefined;
  learner.file.write(imported);
  console.log(
    [
      summaryLine(at),
      texts.imported[lang],
      ...(kept === undefined ? [] : [texts.kept(typedPath(kept))[lang]]),
    ].join("\n"),
  );
}

/** @returns undefined for a folder, and for what is no progress. */
function progressIn(file: string): Progress | undefined {
  return statSync(file).isFile() ? parseProgress(readFileSync(file, "utf8")) : undefined;
}

const texts = {
  known: (name: string): Text => ({
    en: `You are ${name}. Where an exercise differs from learner to learner, it now has your values.`,
    ko: `누구인지 기억했습니다: ${name}. 학습자마다 다른 연습에는 이제 내 값이 나옵니다.`,
  }),
  sameForAll: (name: string): Text => ({
    en: `You are ${name}. In this course all exercises are the same for everybody.`,
    ko: `누구인지 기억했습니다: ${name}. 이 과정의 연습은 모두에게 같습니다.`,
  }),
  begun: (ids: readonly string[]): Text => ({
    en: `Of these, you have begun ${ids.join(", ")}: read the task again. npx bootcamp reset ID lays your files out anew.`,
    ko: `그런 연습 가운데 이미 시작한 것은 ${ids.join(", ")}입니다. 문제를 다시 읽어 보세요. npx bootcamp reset ID로 파일을 새로 준비할 수 있습니다.`,
  }),
  oneOfBoth: {
    en: "give --export or --import, not both",
    ko: "--export와 --import 가운데 하나만 적으세요",
  },
  where: (path: string): Text => ({
    en: `It is kept in ${path}. --export FILE writes it for another machine, and --import FILE takes it in there.`,
    ko: `진도는 ${path}에 있습니다. --export FILE로 내보내고, 다른 컴퓨터에서 --import FILE로 불러옵니다.`,
  }),
  foreign: (file: string): Text => ({
    en: `${file} is another file of yours: name one that does not exist yet`,
    ko: `${file}은(는) 진도 파일이 아닙니다. 아직 없는 파일을 적으세요`,
  }),
  exported: (file: string): Text => ({
    en: `Your progress is in ${file}. The answers themselves are in the folders of work/: copy those, too.`,
    ko: `진도를 ${file}에 내보냈습니다. 답은 work/의 폴더에 있으니 함께 복사하세요.`,
  }),
  missing: (file: string): Text => ({ en: `there is no ${file}`, ko: `${file}이(가) 없습니다` }),
  unreadable: (file: string): Text => ({
    en: `${file} holds no progress that this version can read`,
    ko: `${file}에는 이 판에서 읽을 수 있는 진도가 없습니다`,
  }),
  imported: { en: "Your progress has been taken in.", ko: "진도를 불러왔습니다." },
  kept: (path: string): Text => ({
    en: `What was there before is kept in ${path}.`,
    ko: `이전 진도는 ${path}에 보관했습니다.`,
  }),
};
