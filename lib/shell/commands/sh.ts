/** `bash`, `sh` and their kin: option letters and the words of the machine's real shell around the engine's own. Leaves out: interactive use, -s. */
import type { ExecResult } from "../../api/api.ts";
import { fail, type Machine, succeed, type WrapperCommand, type WrapperContext } from "../command.ts";
import { RefusedPathError, systemWords, type Wording, wordErrors } from "../engine/index.ts";

interface Invocation {
  /** Letters for `set`, such as `ex`. */
  readonly letters: string;
  readonly hasScript: boolean;
  readonly operands: readonly string[];
}

/** Letters that change nothing where there is nobody to talk to. */
const IGNORED = /[il]/g;

export function shellProgram(name: "bash" | "sh", machine: Machine): WrapperCommand {
  const shell = name === "bash" ? "bash" : machine.flavour === "busybox" ? "ash" : "dash";
  return async (args, context) => {
    if (name === "bash" && args[0] === "--version")
      return succeed("GNU bash, version 5.2.15(1)-release (x86_64-pc-linux-gnu)\n");
    const invocation = parse(args);
    if (typeof invocation === "string")
      return fail(
        2,
        shell === "ash" ? `sh: illegal option ${invocation}` : `${name}: ${invocation}: invalid option`,
      );
    const { letters, hasScript, operands } = invocation;
    const [first, ...rest] = operands;
    if (hasScript) {
      if (first === undefined)
        return fail(
          2,
          shell === "dash" ? "sh: 0: -c requires an argument" : `${name}: -c: option requires an argument`,
        );
      return runText(context, first, letters, [rest[0] ?? name, ...rest.slice(1)], { shell, script: first });
    }
    if (first === undefined)
      return runText(context, context.stdin, letters, [name], { shell, script: context.stdin });
    return runFile(context, first, letters, rest, shell);
  };
}

/** `ash` and `dash`: what `sh` is on their machines, under their own names. */
export function shellNamed(name: "ash" | "dash"): WrapperCommand {
  const word = (stderr: string): string => stderr.replace(/^sh: /gm, `${name}: `);
  return async (args, context) => {
    const result = await context.start(["sh", ...args], { stdin: context.stdin, passesOn: word });
    return { ...result, stderr: word(result.stderr) };
  };
}

/** `zsh`, as far as bash does for it: lists start at 1 there, and a variable is never split. */
export const zsh: WrapperCommand = async (args, context) => {
  if (args[0] === "--version") return succeed("zsh 5.9 (x86_64-alpine-linux-musl)\n");
  const invocation = parse(args);
  if (typeof invocation === "string") return fail(1, `zsh: bad option: ${invocation}`);
  const { letters, hasScript, operands } = invocation;
  const [first, ...rest] = operands;
  if (hasScript && first === undefined) return fail(1, "zsh: string expected after -c");
  const isFile = !hasScript && first !== undefined;
  const text = hasScript
    ? first
    : isFile
      ? await context.readFile(first).catch(() => undefined)
      : context.stdin;
  if (text === undefined) return fail(127, `zsh: can't open input file: ${first}`);
  const wording: Wording = { shell: "zsh", script: text, ...(isFile ? { file: first } : {}) };
  // bash shows the line of an error behind it.
  const word = Object.assign(
    (stderr: string) => wordErrors(stderr.replace(/^bash: -c: line \d+: `.*'\n/gm, ""), wording),
    { shell: wording.shell },
  );
  const names = isFile ? operands : [rest[0] ?? "zsh", ...rest.slice(1)];
  const script = letters === "" ? text : `set -${letters}; ${text}`;
  const result = await context.start(["bash", "-c", script, ...names], {
    stdin: isFile || hasScript ? context.stdin : "",
    passesOn: word,
  });
  return { ...result, stderr: word(result.stderr) };
};

function parse(args: readonly string[]): Invocation | string {
  let letters = "";
  let hasScript = false;
  let at = 0;
  for (; at < args.length; at++) {
    const arg = args[at] ?? "";
    if (arg === "--") return { letters, hasScript, operands: args.slice(at + 1) };
    if (/^--(?:login|norc|noprofile|posix|noediting)$/.test(arg)) continue;
    if (!/^-./.test(arg)) break;
    if (!/^-[ceuxvfanil]*o?$/.test(arg)) return arg;
    hasScript ||= arg.includes("c");
    letters += arg.slice(1).replace("c", "").replace("o", "").replace(IGNORED, "");
    if (arg.endsWith("o") && args[++at] === "pipefail") letters += "o pipefail";
  }
  return { letters, hasScript, operands: args.slice(at) };
}

async function runFile(
  context: WrapperContext,
  file: string,
  letters: string,
  args: readonly string[],
  shell: Wording["shell"],
): Promise<ExecResult> {
  try {
    const script = await context.readFile(file);
    return await runText(context, script.replace(/^#!.*/, ""), letters, [file, ...args], {
      shell,
      script,
      file,
    });
  } catch {
    if (shell === "bash") return fail(127, `bash: ${file}: No such file or directory`);
    return fail(
      2,
      shell === "dash"
        ? `sh: 0: cannot open ${file}: No such file`
        : `sh: can't open '${file}': No such file or directory`,
    );
  }
}

async function runText(
  context: WrapperContext,
  text: string,
  letters: string,
  names: readonly string[],
  wording: Wording,
): Promise<ExecResult> {
  // On the same line, so that line numbers stay.
  const script = letters === "" ? text : `set -${letters}; ${text}`;
  const word = Object.assign((stderr: string) => wordErrors(stderr, wording), { shell: wording.shell });
  try {
    const result = await context.bundled(["-c", script, ...names], word);
    return { ...result, stderr: word(result.stderr) };
  } catch (error) {
    if (error instanceof RefusedPathError) return fail(1, word(`bash: ${systemWords(error)}`));
    throw error;
  }
}
