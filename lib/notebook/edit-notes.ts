/** What a cell shows of objects that are edited as files. */
import { CELL_SCREEN } from "./cell-screen.ts";
import { showFileNote, showNote } from "./display.ts";
import type { Language } from "./language.ts";
import type { AppliedEdit } from "./learners-machine.ts";
import { TerminalOutput } from "./terminal-output.ts";

const TEXTS = {
  ko: {
    open: (file: string) =>
      `${file} 파일을 열어 고치고 저장(Ctrl+S)해 주세요. 다음 sh가 그 내용을 클러스터에 적용합니다.`,
    outdated: (target: string) =>
      `그 사이에 클러스터에서 같은 곳이 바뀌어 적용하지 못했습니다. edit("${target}")를 다시 실행하고 고쳐 주세요.`,
  },
  en: {
    open: (file: string) =>
      `Open ${file}, change it and save it (Ctrl+S). The next sh gives it to the cluster.`,
    outdated: (target: string) =>
      `The cluster has changed the same lines in the meantime, so nothing was done. Run edit("${target}") again, and make your change there.`,
  },
} as const;

/** @param file that waits to be edited. */
export function showEditFile(file: string, language: Language): void {
  showFileNote(file, TEXTS[language].open(file));
}

/** What `kubectl edit` answered to a file that was saved, as if it had been typed. @param at now, in simulated milliseconds. */
export function showAppliedEdit({ target, result }: AppliedEdit, at: number, language: Language): void {
  if (result === undefined) {
    showNote(TEXTS[language].outdated(target));
    return;
  }
  const text = `kubectl edit ${target}`;
  const output = new TerminalOutput(CELL_SCREEN, language, text);
  output.onStatementBegin({ text, at });
  output.onOutput(result.stdout, "stdout");
  output.onOutput(result.stderr, "stderr");
  output.onStatement({ text, at, exitCode: result.exitCode });
  output.end();
}
