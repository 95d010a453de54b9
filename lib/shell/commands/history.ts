/** `history` at the learner's own prompt. Leaves out files of history, and `-d`, `-p`, `-s`. */
import { fail, type ShellCommand, succeed } from "../command.ts";

const USAGE =
  "history: usage: history [-c] [-d offset] [n] or history -anrw [filename] or history -ps arg [arg...]";

export const history: ShellCommand = async ([first, ...more], { terminal }) => {
  const lines = terminal?.history ?? [];
  if (first === "-c" && more.length === 0) {
    lines.length = 0;
    return succeed();
  }
  if (/^-[acdnprsw]/.test(first ?? ""))
    return fail(1, `history: this simulation has history, history N and history -c, and not ${first}`);
  if (first?.startsWith("-")) return fail(2, `bash: history: ${first.slice(0, 2)}: invalid option\n${USAGE}`);
  if (more.length > 0) return fail(1, "bash: history: too many arguments");
  if (first !== undefined && !/^\d+$/.test(first))
    return fail(1, `bash: history: ${first}: numeric argument required`);
  const skipped = first === undefined ? 0 : Math.max(0, lines.length - Number(first));
  const shown = lines.map((line, index) => `${String(index + 1).padStart(5)}  ${line}\n`).slice(skipped);
  return succeed(shown.join(""));
};
