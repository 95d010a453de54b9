/** `head`: the engine's own, and GNU's negative count: all but the last lines. */
import { succeed, type WrapperCommand } from "../command.ts";

export const head: WrapperCommand = async (args, context) => {
  const at = args.findIndex((arg) => /^(?:-n|--lines=)-\d+$/.test(arg) || arg === "-n");
  const option = args[at] ?? "";
  const value = option === "-n" ? (args[at + 1] ?? "") : option.replace(/^(?:-n|--lines=)/, "");
  if (!/^-\d+$/.test(value)) return context.bundled(args);
  const files = args.toSpliced(at, option === "-n" ? 2 : 1);
  const { stdout, ...rest } =
    files.length === 0 ? succeed(context.stdin) : await context.start(["cat", ...files]);
  const lines = stdout.split(/(?<=\n)/);
  return { ...rest, stdout: lines.slice(0, Math.max(0, lines.length + Number(value))).join("") };
};
