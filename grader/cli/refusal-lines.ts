/** Why a learner's files are not read, and what they can do about it. */
import type { SubmissionRefused } from "../files/refusal.ts";
import { printable } from "../reporters/columns.ts";
import type { Terminal } from "./terminal.ts";

export function refusalLines(
  { why, hint }: SubmissionRefused,
  { lang, style }: Pick<Terminal, "lang" | "style">,
): readonly string[] {
  return [`${style.red("✗")} ${printable(why[lang])}`, `    → ${printable(hint[lang])}`];
}
