/** A program, a command of kubectl or an option that does not exist. */
import { isNear } from "../words.ts";
import type { Reading } from "./message.ts";

/** Programs of a real machine that a learner here can do without. */
const NEEDLESS: Readonly<Record<string, { readonly en: string; readonly ko: string }>> = {
  nohup: {
    en: "to let a command run on, put & behind it",
    ko: "명령을 뒤에서 계속 실행하려면 끝에 &를 붙이세요",
  },
  sudo: { en: "no rights are needed here", ko: "여기서는 권한이 필요 없습니다" },
};

export const unknownCommand: Reading = ({ text }) => {
  const [, program] = /^(?:bash|sh): (?:line \d+: )?(\S+): (?:command )?not found/.exec(text) ?? [];
  if (program !== undefined) {
    const advice = NEEDLESS[program];
    const meant = isNear(program, "kubectl") && program !== "kubectl";
    const en = advice?.en ?? (meant ? "did you mean kubectl?" : undefined);
    const ko = advice?.ko ?? (meant ? "kubectl을 뜻했나요?" : undefined);
    return {
      en: `There is no program ${program} here${en === undefined ? "" : `: ${en}`}`,
      ko: `프로그램 ${program}이(가) 없습니다${ko === undefined ? "" : `. ${ko}`}`,
    };
  }
  const [, command] = /^error: unknown command "([^"]+)"/.exec(text) ?? [];
  if (command !== undefined) {
    const meant = [...text.matchAll(/^\t(\S+)$/gm)].map(([, name]) => name).join(", ");
    return {
      en: `kubectl has no command ${command}${meant === "" ? "" : `. Did you mean ${meant}?`}`,
      ko: `kubectl에는 ${command} 명령이 없습니다${meant === "" ? "" : `. ${meant}을(를) 뜻했나요?`}`,
    };
  }
  const [, flag, verb] = /^error: unknown (?:shorthand )?flag: ([^\n]+)\nSee '(.*) --help'/.exec(text) ?? [];
  if (flag === undefined) return undefined;
  return {
    en: `${verb} has no option ${flag} (${verb} --help)`,
    ko: `${verb}에는 ${flag} 옵션이 없습니다(${verb} --help)`,
  };
};
