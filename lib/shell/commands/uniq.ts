/** `uniq`: the engine's own, but for the width of `-c`: GNU and busybox pad counts to 7. */
import type { WrapperCommand } from "../command.ts";

export const uniq: WrapperCommand = async (args, context) => {
  const result = await context.bundled(args);
  const counts = args.some((arg) => arg === "--count" || /^-[a-z]*c/.test(arg));
  if (!counts || result.exitCode !== 0) return result;
  return {
    ...result,
    stdout: result.stdout.replace(/^ *(\d+) /gm, (_, count: string) => `${count.padStart(7)} `),
  };
};
