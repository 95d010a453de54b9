/** `paste`: the engine's own, which wants each option letter and its value apart, and a file. */
import type { WrapperCommand } from "../command.ts";

export const paste: WrapperCommand = (args, context) => {
  const apart = args.flatMap((arg) => {
    const match = /^-(s?)(d?)(.*)$/.exec(arg);
    if (match === null || arg === "-" || arg === "--") return [arg];
    const [, serial, delimiter, list] = match;
    return [...(serial ? ["-s"] : []), ...(delimiter ? ["-d"] : []), ...(delimiter && list ? [list] : [])];
  });
  const hasFile = apart.some((arg, at) => (arg === "-" || !arg.startsWith("-")) && apart[at - 1] !== "-d");
  return context.bundled(hasFile ? apart : [...apart, "-"]);
};
