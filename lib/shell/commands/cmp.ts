/** `cmp`: the first place where two files differ. Texts: GNU diffutils 3.8 in the C locale, busybox 1.35. Leaves out -i, -n and standard input. */
import { fail, type Machine, type ShellCommand, succeed } from "../command.ts";

export function cmp(machine: Machine): ShellCommand {
  const isBusybox = machine.flavour === "busybox";
  return async (args, context) => {
    const letters = args
      .filter((arg) => /^-./.test(arg))
      .join("")
      .replaceAll("-", "");
    const isSilent = /^(?:s|quiet|silent)+$/.test(letters);
    if (letters !== "" && !isSilent && letters !== "l" && letters !== "b")
      return fail(2, `cmp: -${letters}: this option is not part of this simulation; -s and -l are`);
    const [one, other] = args.filter((arg) => !/^-./.test(arg));
    if (one === undefined || other === undefined)
      return fail(
        2,
        `cmp: missing operand after '${one ?? "cmp"}'\ncmp: Try 'cmp --help' for more information.`,
      );
    const texts: string[] = [];
    for (const file of [one, other]) {
      const text = file === "-" ? context.stdin : await context.readFile(file).catch(() => undefined);
      if (text === undefined) return isSilent ? fail2() : fail(2, `cmp: ${file}: No such file or directory`);
      texts.push(text);
    }
    const [first = "", second = ""] = texts;
    if (first === second) return succeed();
    if (isSilent) return { stdout: "", stderr: "", exitCode: 1 };
    const length = Math.min(first.length, second.length);
    let at = 0;
    while (at < length && first[at] === second[at]) at++;
    const line = first.slice(0, at).split("\n").length;
    if (at < length && letters === "l")
      return { stdout: differences(first, second), stderr: "", exitCode: 1 };
    if (at < length)
      return {
        stdout: `${one} ${other} differ: char ${at + 1}, line ${line}\n`,
        stderr: "",
        exitCode: 1,
      };
    const short = first.length < second.length ? one : other;
    const isLineEnd = first[at - 1] === "\n";
    const where =
      at === 0 ? "which is empty" : `after byte ${at}, ${isLineEnd ? `line ${line - 1}` : `in line ${line}`}`;
    return fail(1, isBusybox ? `cmp: EOF on ${short}` : `cmp: EOF on ${short} ${where}`);
  };
}

function fail2() {
  return { stdout: "", stderr: "", exitCode: 2 };
}

/** Each byte that differs, in octal. */
function differences(first: string, second: string): string {
  const octal = (text: string, at: number) => text.charCodeAt(at).toString(8).padStart(3);
  const width = String(Math.min(first.length, second.length)).length;
  const rows: string[] = [];
  for (let at = 0; at < Math.min(first.length, second.length); at++)
    if (first[at] !== second[at])
      rows.push(`${String(at + 1).padStart(width)} ${octal(first, at)} ${octal(second, at)}\n`);
  return rows.join("");
}
