/** Commands that were not run, because the script ended at an error before them. */
import type { Text } from "../../text.ts";
import type { Said } from "./message.ts";

export function stoppedScript(transcript: readonly Said[]): Text | undefined {
  const script = transcript.map(({ command }) => command).join("\n");
  const failed = transcript.at(-1)?.exitCode ?? 0;
  if (failed === 0 || !/^\s*set\s+-\w*e/m.test(script)) return undefined;
  return {
    en: "The script ended at this error (set -e), so the commands after it were not run",
    ko: "스크립트가 이 오류에서 끝나(set -e) 그 뒤의 명령은 실행되지 않았습니다",
  };
}
