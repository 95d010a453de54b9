/** `xargs`: the engine's own, which wants the value of an option apart from its letter. */
import type { WrapperCommand } from "../command.ts";

export const xargs: WrapperCommand = (args, context) => {
  const command = args.findIndex((arg, at) => !arg.startsWith("-") && !/^-[ndIP]$/.test(args[at - 1] ?? ""));
  const options = command < 0 ? args : args.slice(0, command);
  const operands = command < 0 ? [] : args.slice(command);
  const apart = options.flatMap((option) => (/^-[ndIP]./.test(option) ? [option.slice(0, 2), option.slice(2)] : [option]));
  return context.bundled([...apart, ...operands]);
};
