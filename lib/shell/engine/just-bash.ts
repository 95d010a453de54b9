/**
 * Loads just-bash, the bash of all simulated machines: its CommonJS form, which runs on microtasks alone, and only when a
 * first script needs it.
 *
 * It reads the host's clock and dice in some thirty places ($RANDOM, $SECONDS, `time`, times of files, awk, jq). So its
 * source is compiled with a `Date`, a `Math` and the like of its own, which ask the world that runs a script now:
 * one seed gives the same bytes on every host, in every time zone.
 *
 * And it offers no way to see output before the end. So two calls are put into its source (SEAMS), through which
 * `live-output.ts` watches its interpreters; what is simply wrong there and cannot be helped from outside is taken out.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { compileFunction } from "node:vm";
import type { Interpreter } from "./interpreter.ts";
import { watchScript } from "./live-output.ts";

type JustBash = typeof import("just-bash");

/** Whose clock and dice the engine uses. */
export interface World {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A number in [0, 1). */
  readonly random: () => number;
}

let world: World = { now: () => 0, random: () => 0 };
let loaded: JustBash | undefined;

/** Called whenever a script begins or goes on after it waited: between two waits nobody else's script runs. */
export function enter(next: World): void {
  world = next;
}

export function justBash(): JustBash {
  loaded ??= load();
  return loaded;
}

/** Milliseconds on the host's clock, for nothing but the budget `wallMs`. */
export function wallClock(): number {
  // biome-ignore lint/style/noRestrictedGlobals: how long a host works for a script cannot be known from simulated time.
  return performance.now();
}

/** What we change in the engine's compressed source: names of methods and fields are as in its own, others are not. */
const SEAMS: readonly Seam[] = [
  { at: /async executeScript\(\w+\)\{/, text: "$&watchScript(this);" },
  // What `set -x` prints before a command.
  {
    at: /await \w+\(this\.ctx,\w+,\w+\)(?=;\w+\.size>0&&\(this\.ctx\.state\.tempEnvBindings=)/,
    text: "trace(this,$&)",
  },
  // A word with a pattern that matches no file is not split once more: what stands here is quoted or was no variable.
  {
    at: /(let (\w)=\w+\(n\);)if\(!\w+\(t\.state\.env\)\)\{let \w=\w+\(t\.state\.env\);return\{values:\w+\(\2,\w,t\.limits\.maxArrayElements\),quoted:!1\}\}(?=return\{values:\[\2\])/,
    places: 2,
    text: "$1",
  },
  // `wait` does nothing in the engine, which has no jobs; it is a program of ours.
  { at: /if\(\w+==="wait"\)return \w+;/, text: "" },
];

interface Seam {
  readonly at: RegExp;
  /** How often it is there. Default 1. */
  readonly places?: number;
  /** Instead of what stands there. */
  readonly text: string;
}

function load(): JustBash {
  const require = createRequire(import.meta.url);
  const path = require.resolve("just-bash");
  const globals = {
    Date: SimulatedDate,
    Intl: simulatedIntl,
    Math: simulatedMath,
    performance: simulatedPerformance,
    watchScript,
    trace,
  };
  const names = ["exports", "require", "module", "__filename", "__dirname", ...Object.keys(globals)];
  const evaluate = compileFunction(SEAMS.reduce(sewn, readFileSync(path, "utf8")), names, { filename: path });
  const module = { exports: {} };
  evaluate(module.exports, require, module, path, dirname(path), ...Object.values(globals));
  return module.exports as JustBash;
}

function sewn(source: string, { at, places = 1, text }: Seam): string {
  const everywhere = new RegExp(at, "g");
  const found = source.match(everywhere)?.length ?? 0;
  if (found !== places)
    throw new Error(
      `this release of just-bash has ${found} places ${at} instead of ${places}: see SEAMS in lib/shell/engine/just-bash.ts`,
    );
  return source.replaceAll(everywhere, text);
}

function trace(interpreter: Interpreter, line: string): string {
  return interpreter.traced?.(line) ?? line;
}

/** A Date whose present is the world's and whose time zone is UTC. */
class SimulatedDate extends Date {
  constructor(...parts: readonly [value?: number | string | Date, month?: number, ...rest: number[]]) {
    const [value, month, ...rest] = parts;
    if (value === undefined) super(world.now());
    else if (month === undefined) super(value);
    else super(Date.UTC(Number(value), month, ...rest));
  }

  static override now(): number {
    return world.now();
  }

  override getFullYear(): number {
    return this.getUTCFullYear();
  }

  override getMonth(): number {
    return this.getUTCMonth();
  }

  override getDate(): number {
    return this.getUTCDate();
  }

  override getDay(): number {
    return this.getUTCDay();
  }

  override getHours(): number {
    return this.getUTCHours();
  }

  override getMinutes(): number {
    return this.getUTCMinutes();
  }

  override getSeconds(): number {
    return this.getUTCSeconds();
  }

  override setDate(date: number): number {
    return this.setUTCDate(date);
  }

  override setHours(hours: number, ...rest: number[]): number {
    return this.setUTCHours(hours, ...rest);
  }

  override getTimezoneOffset(): number {
    return 0;
  }
}

class SimulatedTimeFormat extends Intl.DateTimeFormat {
  constructor(locale: string | undefined, options: Intl.DateTimeFormatOptions = {}) {
    super(locale, { ...options, timeZone: options.timeZone ?? "UTC" });
  }
}

const simulatedIntl: typeof Intl = Object.create(Intl, { DateTimeFormat: { value: SimulatedTimeFormat } });
const simulatedMath: Math = Object.create(Math, { random: { value: () => world.random() } });
const simulatedPerformance = { timeOrigin: 0, now: () => world.now() };
