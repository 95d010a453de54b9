/** Reads options as getopt_long does: `-qO-`, `-O -`, `--header=X`, `--header X`, operands anywhere. */

export interface OptionTable {
  /** Short letter of each option; a letter with a colon takes a value: `q`, `O:`. */
  readonly short: readonly string[];
  /** Long name to letter (`spider`, `header:`), where the name with a colon takes a value. */
  readonly long: Readonly<Record<string, string>>;
}

export interface ReadOptions {
  /** Letters and values in the order in which they were given. */
  readonly options: readonly (readonly [letter: string, value: string])[];
  readonly operands: readonly string[];
  /** What getopt says about the first letter or name that it does not know. */
  readonly problem?: string;
}

export function readOptions(args: readonly string[], table: OptionTable): ReadOptions {
  const options: (readonly [string, string])[] = [];
  const operands: string[] = [];
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    if (arg === "--") return { options, operands: [...operands, ...args.slice(at + 1)] };
    if (!/^-./.test(arg)) operands.push(arg);
    else if (arg.startsWith("--")) {
      const [name = "", ...rest] = arg.slice(2).split("=");
      const letter = table.long[name] ?? table.long[`${name}:`];
      const takesValue = `${name}:` in table.long;
      if (letter === undefined) return { options, operands, problem: `unrecognized option '--${name}'` };
      const value = rest.length > 0 ? rest.join("=") : takesValue ? args[++at] : "";
      if (value === undefined)
        return { options, operands, problem: `option '--${name}' requires an argument` };
      options.push([letter, value]);
    } else {
      for (let letterAt = 1; letterAt < arg.length; letterAt++) {
        const letter = arg[letterAt] ?? "";
        if (table.short.includes(letter)) options.push([letter, ""]);
        else if (table.short.includes(`${letter}:`)) {
          const value = arg.slice(letterAt + 1) || args[++at];
          if (value === undefined)
            return { options, operands, problem: `option requires an argument -- '${letter}'` };
          options.push([letter, value]);
          break;
        } else return { options, operands, problem: `invalid option -- '${letter}'` };
      }
    }
  }
  return { options, operands };
}
