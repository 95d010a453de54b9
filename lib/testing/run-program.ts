/** Runs a program without a machine around it. */
import type { ExecResult } from "../api/api.ts";
import type { ShellCommand, ShellCommandContext } from "../shell/shell.ts";

/** @returns all that it printed, at once and in its result. */
export async function runProgram(
  program: ShellCommand,
  args: readonly string[],
  context: Omit<ShellCommandContext, "print">,
): Promise<ExecResult> {
  const printed = { stdout: "", stderr: "" };
  const result = await program(args, {
    ...context,
    print: (text, stream = "stdout") => {
      printed[stream] += text;
    },
  });
  return {
    stdout: printed.stdout + result.stdout,
    stderr: printed.stderr + result.stderr,
    exitCode: result.exitCode,
  };
}
