/** `xargs`: the engine's own, which wants the value of an option apart from its letter, and with -I takes words for lines. */
import type { WrapperCommand } from "../command.ts";

export const xargs: WrapperCommand = (args, context) => {
  const command = args.findIndex((arg, at) => !arg.startsWith("-") && !/^-[ndIP]$/.test(args[at - 1] ?? ""));
  const options = command < 0 ? args : args.slice(0, command);
  const operands = command < 0 ? [] : args.slice(command);
  const apart = options.flatMap((option) =>
    /^-[ndIP]./.test(option) ? [option.slice(0, 2), option.slice(2)] : [option],
  );
  const byLine = apart.includes("-I") && !apart.includes("-d") && !apart.includes("-0") ? ["-d", "\\n"] : [];
  return context.bundled([...byLine, ...apart, ...operands], (stderr) => stderr);
};
