/** `paste`: the engine's own, which wants each option letter and its value apart. */
import type { WrapperCommand } from "../command.ts";

export const paste: WrapperCommand = (args, context) =>
  context.bundled(
    args.flatMap((arg) => (/^-s?d./.test(arg) ? [...(arg[1] === "s" ? ["-s"] : []), "-d", arg.replace(/^-s?d/, "")] : arg === "-sd" ? ["-s", "-d"] : [arg])),
  );
