/** `ls`: the engine's own, which thinks that every file belongs to `user`. */
import type { WrapperCommand } from "../command.ts";
import { user } from "./identity.ts";

export const ls: WrapperCommand = async (args, context) => {
  const result = await context.bundled(args);
  const { name } = user(context);
  return {
    ...result,
    stdout: result.stdout.replace(/^([-dl][-rwxst]{9} +\d+) user user /gm, `$1 ${name} ${name} `),
  };
};
