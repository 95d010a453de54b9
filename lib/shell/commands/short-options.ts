/**
 * Reads options as getopt_long does: `-qO-`, `-O -`, `--header=X`, `--header X`, beginnings of long names, operands
 * anywhere. Each option that the real program has is in one of three lists, and its table says which.
 */
import type { ExecResult } from "../../api/api.ts";
import { fail } from "../command.ts";

/**
 * Options by what becomes of them. A word is a letter (`q`), a letter that takes a value (`O:`), a long name (`spider`,
 * `header:`; `color?` where the value may stand behind `=`), or a letter with its long names (`T:=timeout,read-timeout`).
 */
export interface OptionLists {
  readonly done: string;
  /** What nobody could see here, so that it is taken and left alone. */
  readonly inert?: string;
  /** What would be seen, and is not part of the simulation. */
  readonly missing?: string;
}

interface Option {
  /** The letter, or the long name of an option without one. */
  readonly key: string;
  readonly value: "none" | "optional" | "required";
  readonly isMissing: boolean;
}

export interface OptionTable {
  readonly letters: ReadonlyMap<string, Option>;
  readonly names: ReadonlyMap<string, Option>;
}

export interface ReadOptions {
  /** Letters (or long names of those without one) and values in the order in which they were given. */
  readonly options: readonly (readonly [key: string, value: string])[];
  readonly operands: readonly string[];
  /** What getopt says about the first letter or name that it does not know. */
  readonly problem?: string;
  /** The first option that the real program has and this one lacks, as it is called: `-Q`, `--limit-rate`. */
  readonly missing?: string;
}

export function optionTable({ done, inert = "", missing = "" }: OptionLists): OptionTable {
  const letters = new Map<string, Option>();
  const names = new Map<string, Option>();
  const add = (list: string, isMissing: boolean): void => {
    for (const word of list.split(/\s+/).filter((text) => text !== "")) {
      const [first = "", long = ""] = word.split("=");
      const key = first === "?" ? first : first.replace(/[:?]$/, "");
      const value = first.endsWith(":")
        ? "required"
        : first.length > 1 && first.endsWith("?")
          ? "optional"
          : "none";
      const option = { key, value, isMissing } as const;
      if (key.length === 1) letters.set(key, option);
      else names.set(key, option);
      for (const name of long.split(",").filter((text) => text !== "")) names.set(name, option);
    }
  };
  add(done, false);
  add(inert, false);
  add(missing, true);
  return { letters, names };
}

/** What a program says of an option that it lacks here. */
export function notSimulated(program: string, option: string, exitCode = 1): ExecResult {
  return fail(exitCode, `${program}: ${option}: this option is not part of this simulation`);
}

export function readOptions(args: readonly string[], table: OptionTable): ReadOptions {
  const options: (readonly [string, string])[] = [];
  const operands: string[] = [];
  let missing: string | undefined;
  const read = (problem?: string): ReadOptions => ({
    options,
    operands,
    ...(problem === undefined ? {} : { problem }),
    ...(missing === undefined ? {} : { missing }),
  });
  const take = ({ key, isMissing }: Option, called: string, value: string): void => {
    options.push([key, value]);
    if (isMissing) missing ??= called;
  };
  for (let at = 0; at < args.length; at++) {
    const arg = args[at] ?? "";
    if (arg === "--") {
      operands.push(...args.slice(at + 1));
      break;
    }
    if (!/^-./.test(arg)) operands.push(arg);
    else if (arg.startsWith("--")) {
      const [given = "", ...rest] = arg.slice(2).split("=");
      const found = findName(given, table);
      if (typeof found === "string") return read(found);
      const [name, option] = found;
      if (option.value === "none" && rest.length > 0)
        return read(`option '--${name}' doesn't allow an argument`);
      const value = rest.length > 0 ? rest.join("=") : option.value === "required" ? args[++at] : "";
      if (value === undefined) return read(`option '--${name}' requires an argument`);
      take(option, `--${name}`, value);
    } else {
      for (let letterAt = 1; letterAt < arg.length; letterAt++) {
        const letter = arg[letterAt] ?? "";
        const option = table.letters.get(letter);
        if (option === undefined) return read(`invalid option -- '${letter}'`);
        const takesValue = option.value === "required";
        const value = takesValue ? arg.slice(letterAt + 1) || args[++at] : "";
        if (value === undefined) return read(`option requires an argument -- '${letter}'`);
        take(option, `-${letter}`, value);
        if (takesValue) break;
      }
    }
  }
  return read();
}

/** By the whole name, or by a beginning that no other option has. @returns getopt's words for what there is not. */
function findName(given: string, { names }: OptionTable): readonly [string, Option] | string {
  const exact = names.get(given);
  if (exact !== undefined) return [given, exact];
  const found = [...names].filter(([name]) => name.startsWith(given));
  const [first] = found;
  if (first === undefined || given === "") return `unrecognized option '--${given}'`;
  if (found.some(([, option]) => option !== first[1]))
    return `option '--${given}' is ambiguous; possibilities:${found.map(([name]) => ` '--${name}'`).join("")}`;
  return first;
}
