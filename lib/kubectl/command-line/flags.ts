/** Reads flags as kubectl does. Models spf13/pflag; leaves out optional lists of IPs, counts and other types that no verb here has. */
import { durationMs } from "../../go/duration.ts";
import { parseBool, parseInteger, quoted } from "../../go/strconv.ts";
import type { Flag, FlagValues } from "../verb.ts";
import { boolFlag } from "./flag-sets.ts";

/** A wrong flag; `FlagError.message` is pflag's text. */
export class FlagError extends Error {
  override readonly name = "FlagError";
  /** Of an unknown flag: its name without dashes. */
  readonly unknown: string | undefined;

  constructor(message: string, unknown?: string) {
    super(message);
    this.unknown = unknown;
  }
}

export interface ParsedFlags {
  readonly args: readonly string[];
  readonly dash: number | undefined;
  readonly values: FlagValues;
}

type Value = string | boolean | number | readonly string[];

export const HELP_FLAG: Flag = boolFlag("help", "", { short: "h" });

/** @throws FlagError */
export function parseFlags(flags: readonly Flag[], argv: readonly string[]): ParsedFlags {
  const parser = new FlagParser(flags);
  return parser.parse(argv);
}

class FlagParser {
  readonly #byName: Map<string, Flag>;
  readonly #byShort: Map<string, Flag>;
  readonly #values = new Map<string, Value>();

  constructor(flags: readonly Flag[]) {
    this.#byName = new Map(flags.map((flag) => [flag.name, flag]));
    this.#byShort = new Map(flags.flatMap((flag) => (flag.short === undefined ? [] : [[flag.short, flag]])));
  }

  parse(argv: readonly string[]): ParsedFlags {
    const args: string[] = [];
    let rest = [...argv];
    let dash: number | undefined;
    while (rest.length > 0) {
      const [word = "", ...after] = rest;
      rest = after;
      if (word === "--") {
        dash = args.length;
        args.push(...rest);
        break;
      }
      if (word.startsWith("--")) rest = this.#long(word.slice(2), rest);
      else if (word.startsWith("-") && word !== "-") rest = this.#shorts(word.slice(1), rest);
      else args.push(word);
    }
    return { args, dash, values: flagValues(this.#byName, this.#values) };
  }

  #long(text: string, rest: string[]): string[] {
    if (text.startsWith("-") || text.startsWith("=")) throw new FlagError(`bad flag syntax: --${text}`);
    const equals = text.indexOf("=");
    const typed = equals === -1 ? text : text.slice(0, equals);
    const flag = this.#byName.get(normalName(typed));
    if (flag === undefined) throw new FlagError(`unknown flag: --${typed}`, normalName(typed));
    if (equals !== -1) this.#set(flag, text.slice(equals + 1));
    else if (valueAlone(flag) !== undefined) this.#set(flag, valueAlone(flag) as string);
    else if (rest.length === 0) throw new FlagError(`flag needs an argument: --${typed}`);
    else this.#set(flag, rest[0] as string);
    return equals === -1 && valueAlone(flag) === undefined ? rest.slice(1) : rest;
  }

  #shorts(letters: string, rest: string[]): string[] {
    for (let at = 0; at < letters.length; at++) {
      const letter = letters[at] as string;
      const behind = letters.slice(at + 1);
      const flag = this.#byShort.get(letter);
      if (flag === undefined)
        throw new FlagError(`unknown shorthand flag: '${letter}' in -${letters.slice(at)}`);
      if (behind.length > 1 && behind.startsWith("=")) return this.#setAnd(flag, behind.slice(1), rest);
      const alone = valueAlone(flag);
      if (alone !== undefined) {
        this.#set(flag, alone);
        continue;
      }
      if (behind !== "") return this.#setAnd(flag, behind, rest);
      if (rest.length === 0)
        throw new FlagError(`flag needs an argument: '${letter}' in -${letters.slice(at)}`);
      return this.#setAnd(flag, rest[0] as string, rest.slice(1));
    }
    return rest;
  }

  #setAnd(flag: Flag, text: string, rest: string[]): string[] {
    this.#set(flag, text);
    return rest;
  }

  #set(flag: Flag, text: string): void {
    const parsed = readValue(flag, text);
    if (typeof parsed === "object" && "error" in parsed) {
      const called = flag.short === undefined ? `--${flag.name}` : `-${flag.short}, --${flag.name}`;
      throw new FlagError(`invalid argument ${quoted(text)} for "${called}" flag: ${parsed.error}`);
    }
    const before = this.#values.get(flag.name);
    this.#values.set(
      flag.name,
      Array.isArray(before) && Array.isArray(parsed) ? [...before, ...parsed] : parsed,
    );
  }
}

/** pflag in kubectl reads `--dry_run` as `--dry-run`. */
function normalName(name: string): string {
  return name.replaceAll("_", "-");
}

/** What the flag means without a value, or undefined when it needs one. */
export function valueAlone(flag: Flag): string | undefined {
  return flag.withoutValue ?? (flag.type === "bool" ? "true" : undefined);
}

function readValue(flag: Flag, text: string): Value | { readonly error: string } {
  switch (flag.type) {
    case "bool":
      return parseBool(text);
    case "int":
    case "int64":
      return parseInteger(text, 64);
    case "int32":
      return parseInteger(text, 32);
    case "duration":
      return durationMs(text);
    case "stringArray":
      return [text];
    case "stringSlice":
      return text === "" ? [] : splitCommas(text);
    case "string":
      return text;
  }
}

/** One line of comma-separated values, where quotes hold commas together. */
function splitCommas(text: string): string[] {
  const fields = text.match(/("(?:[^"]|"")*"|[^,]*)(,|$)/g) ?? [];
  if (!text.endsWith(",")) fields.pop();
  return fields
    .map((field) => field.replace(/,$/, ""))
    .map((field) => (field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field));
}

function flagValues(byName: ReadonlyMap<string, Flag>, values: ReadonlyMap<string, Value>): FlagValues {
  const read = (name: string): Value => {
    const flag = byName.get(name);
    if (flag === undefined) throw new Error(`this verb has no flag --${name}`);
    const given = values.get(name);
    if (given !== undefined) return given;
    return flag.type === "stringArray" || flag.type === "stringSlice"
      ? []
      : (readValue(flag, flag.default) as Value);
  };
  return {
    string: (name) => String(read(name)),
    bool: (name) => read(name) === true,
    int: (name) => Number(read(name)),
    durationMs: (name) => Number(read(name)),
    list: (name) => read(name) as readonly string[],
    changed: (name) => values.has(name),
    has: (name) => byName.has(name),
  };
}
