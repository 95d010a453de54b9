/** `grep`: the engine's own, which knows one -e, apart from other letters. Texts: GNU grep 3.8. */
import { fail, type WrapperCommand } from "../command.ts";

/** Letters that take no value, at last the one for a pattern, and maybe the pattern. */
const PATTERN = /^(?:--regexp(?<named>=)?|-(?<letters>[^-ABCDdfme]*)e)(?<text>.*)$/s;

const MISSING =
  "grep: option requires an argument -- 'e'\nUsage: grep [OPTION]... PATTERNS [FILE]...\nTry 'grep --help' for more information.";

export const grep: WrapperCommand = async (args, context) => {
  const patterns: string[] = [];
  const others: string[] = [];
  const operands = args.indexOf("--");
  const end = operands < 0 ? args.length : operands;
  for (let at = 0; at < end; at++) {
    const arg = args[at] ?? "";
    const option = PATTERN.exec(arg)?.groups;
    if (option === undefined) others.push(arg);
    else {
      if (option.letters) others.push(`-${option.letters}`);
      const pattern = option.text === "" && option.named === undefined ? args[++at] : option.text;
      if (pattern === undefined) return fail(2, MISSING);
      patterns.push(pattern);
    }
  }
  if (patterns.length === 0) return context.bundled(args);
  // Patterns on lines of their own are alternatives.
  return context.bundled(["-e", patterns.join("\n"), ...others, ...args.slice(end)]);
};
