/** Which of a learner's files had no part in their answer, and why: what nobody is told of is searched for long. */
import type { Exercise } from "../course/exercise.ts";
import type { Files } from "../files/limits.ts";
import { hasCommand, MANIFEST } from "../judge/replay.ts";
import { COMMANDS_FILE } from "../submission/submission.ts";
import type { Text } from "../text.ts";

/** Files as they were at the start are not mentioned. @returns one sentence for each reason. */
export function unusedFiles(exercise: Exercise, files: Files): readonly Text[] {
  const own = [...files]
    .filter(([path, text]) => path !== COMMANDS_FILE && exercise.start.get(path) !== text)
    .map(([path]) => path);
  const commands = files.get(COMMANDS_FILE) ?? "";
  if (hasCommand(commands))
    return sentence(
      texts.notNamed,
      own.filter((path) => !isNamed(path, commands)),
    );
  const manifests = own.filter((path) => MANIFEST.test(path));
  return [
    ...(exercise.manifests === "apply" ? [] : sentence(texts.notApplied, manifests)),
    ...sentence(
      texts.neither,
      own.filter((path) => !MANIFEST.test(path)),
    ),
  ];
}

/** By its name, or among others: a folder, a pattern, a loop over what `ls` prints. */
function isNamed(path: string, commands: string): boolean {
  const name = path.split("/").at(-1) ?? "";
  return (
    commands.includes(name) ||
    /[*?]|\s-(?:f|k|R|-filename|-kustomize)[ =]?(?:\.|\S*\/)(?:\s|$)|\bls\b|\bfind\b/m.test(commands)
  );
}

function sentence(text: (names: string) => Text, paths: readonly string[]): readonly Text[] {
  return paths.length === 0 ? [] : [text(paths.join(", "))];
}

const texts = {
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
