/** What of an answer is run, and in which order: manifests that nobody names, then commands.sh as a whole. */
import { ANSWER_FILE } from "../check/answers.ts";
import type { Exercise } from "../course/exercise.ts";
import type { Files } from "../files/limits.ts";
import { plainNames } from "../files/names.ts";
import { hasCommand, quoted } from "../script.ts";
import { COMMANDS_FILE } from "../submission/answer.ts";
import type { Text } from "../text.ts";

/** What counts by itself. */
const NOT_FOR_COMMANDS = [COMMANDS_FILE, ANSWER_FILE];
const MANIFEST = /\.(ya?ml|json)$/i;

export interface Commands {
  readonly commands: readonly string[];
  /** Which of the learner's files had no part in it, or another one than they may expect, and why. */
  readonly notes: readonly Text[];
}

/** Files as they were at the start are not mentioned. */
export function commandsOf(exercise: Pick<Exercise, "manifests" | "start">, files: Files): Commands {
  const script = files.get(COMMANDS_FILE) ?? "";
  const applies = exercise.manifests === "apply";
  const own = [...files]
    .filter(([path, text]) => !NOT_FOR_COMMANDS.includes(path) && exercise.start.get(path) !== text)
    .map(([path]) => path);
  if (!hasCommand(script)) {
    const manifests = [...files.keys()].filter((path) => isManifest(path) && path !== ANSWER_FILE);
    return {
      commands: applies ? manifests.map(apply) : [],
      notes: [
        ...(applies ? [] : sentence(texts.notApplied, own.filter(isManifest))),
        ...sentence(
          texts.neither,
          own.filter((path) => !isManifest(path)),
        ),
      ],
    };
  }
  const unnamed = own.filter((path) => !isNamed(path, script));
  if (!applies) return { commands: [script], notes: sentence(texts.notNamed, unnamed) };
  const manifests = unnamed.filter(isManifest);
  return {
    commands: [...manifests.map(apply), script],
    notes: [
      ...sentence(texts.appliedFirst, manifests),
      ...sentence(
        texts.notNamed,
        unnamed.filter((path) => !isManifest(path)),
      ),
    ],
  };
}

function apply(path: string): string {
  return `kubectl apply -f ${quoted(path)}`;
}

function isManifest(path: string): boolean {
  return MANIFEST.test(path);
}

/** By its name, or among others: a folder, a pattern, a loop over what `ls` prints. */
function isNamed(path: string, script: string): boolean {
  const name = path.split("/").at(-1) ?? "";
  return (
    script.includes(name) ||
    /\s-(?:f|k|R|-filename|-kustomize)[ =]?(?:\.|\S*[*?]\S*|\S*\/)(?:[\s;|&]|$)|\*\.|\bls\b|\bfind\b/m.test(
      script,
    )
  );
}

function sentence(text: (names: string) => Text, paths: readonly string[]): readonly Text[] {
  if (paths.length === 0) return [];
  const names = plainNames(paths);
  return [{ en: text(names.en).en, ko: text(names.ko).ko }];
}

const texts = {
  appliedFirst: (names: string): Text => ({
    en: `Applied before your commands: ${names}. No command in commands.sh names it.`,
    ko: `명령보다 먼저 적용한 파일: ${names}. commands.sh에 이 파일을 쓰는 명령이 없습니다.`,
  }),
  notNamed: (names: string): Text => ({
    en: `Not used: ${names}. commands.sh has commands, so a file counts only when they name it, as in kubectl apply -f FILE.`,
    ko: `쓰지 않은 파일: ${names}. commands.sh에 명령이 있으면, 그 명령이 이름을 적은 파일만 씁니다. 예: kubectl apply -f FILE`,
  }),
  notApplied: (names: string): Text => ({
    en: `Not used: ${names}. This exercise applies no manifest by itself: write kubectl apply -f FILE into commands.sh.`,
    ko: `쓰지 않은 파일: ${names}. 이 연습은 매니페스트를 저절로 적용하지 않습니다. commands.sh에 kubectl apply -f FILE을 적으세요.`,
  }),
  neither: (names: string): Text => ({
    en: `Not used: ${names}. Commands count in commands.sh alone, and manifests end in .yaml, .yml or .json.`,
    ko: `쓰지 않은 파일: ${names}. 명령은 commands.sh에 적은 것만, 매니페스트는 .yaml, .yml, .json으로 끝나는 것만 씁니다.`,
  }),
};
