/** `xargs`: the engine's own, which wants the value of an option apart from its letter, takes words for lines with -I, and knows no -L. */
import type { ExecResult } from "../../api/api.ts";
import { fail, type WrapperCommand, type WrapperContext } from "../command.ts";

export const xargs: WrapperCommand = (args, context) => {
  const command = args.findIndex((arg, at) => !arg.startsWith("-") && !/^-[ndIPL]$/.test(args[at - 1] ?? ""));
  const options = command < 0 ? args : args.slice(0, command);
  const operands = command < 0 ? [] : args.slice(command);
  const apart = options.flatMap((option) =>
    /^-[ndIPL]./.test(option) ? [option.slice(0, 2), option.slice(2)] : [option],
  );
  const at = apart.findIndex((option) => option === "-L" || option === "-l");
  if (at >= 0) return byLines(apart, at, operands, context);
  const byLine = apart.includes("-I") && !apart.includes("-d") && !apart.includes("-0") ? ["-d", "\\n"] : [];
  return context.bundled([...byLine, ...apart, ...operands], (stderr) => stderr);
};

/** The words of so many lines for each start of the program. */
async function byLines(
  options: readonly string[],
  at: number,
  operands: readonly string[],
  context: WrapperContext,
): Promise<ExecResult> {
  const text = options[at] === "-l" ? "1" : (options[at + 1] ?? "");
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1)
    return fail(1, `xargs: invalid number "${text}" for -L option\nTry 'xargs --help' for more information.`);
  const others = options.filter(
    (option, index) => index !== at && index !== at + 1 && !/^(?:-r|-t|-P|\d+)$/.test(option),
  );
  if (others.length > 0) return fail(1, `xargs: ${others[0]} beside -L is not part of this simulation`);
  const lines = context.stdin.split("\n").filter((line) => line.trim() !== "");
  const [program = "echo", ...initial] = operands;
  const done = { stdout: "", stderr: "", exitCode: 0 };
  for (let first = 0; first < lines.length; first += count) {
    const words = lines.slice(first, first + count).flatMap(wordsOf);
    const { stdout, stderr, exitCode } = await context.start([program, ...initial, ...words]);
    done.stdout += stdout;
    done.stderr += stderr;
    if (exitCode !== 0) done.exitCode = exitCode >= 126 ? exitCode : 123;
  }
  return done;
}

/** Blanks divide words, but for those in quotes. */
function wordsOf(line: string): string[] {
  return (line.match(/(?:"[^"]*"|'[^']*'|\\.|[^\s"'\\])+/g) ?? []).map((word) =>
    word.replace(
      /"([^"]*)"|'([^']*)'|\\(.)/g,
      (_, double = "", single = "", one = "") => double + single + one,
    ),
  );
}
