/**
 * Loads just-bash, the bash of all simulated machines: its CommonJS form, which runs on microtasks alone, and only when a
 * first script needs it.
 *
 * It reads the host's clock and dice in some thirty places ($RANDOM, $SECONDS, `time`, times of files, awk, jq). So its
 * source is compiled with a `Date`, a `Math` and the like of its own, which ask the world that runs a script now:
 * one seed gives the same bytes on every host, in every time zone.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { compileFunction } from "node:vm";

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

function load(): JustBash {
  const require = createRequire(import.meta.url);
  const path = require.resolve("just-bash");
  const names = ["exports", "require", "module", "__filename", "__dirname", "Date", "Intl", "Math", "performance"];
  const evaluate = compileFunction(readFileSync(path, "utf8"), names, { filename: path });
  const module = { exports: {} };
  evaluate(module.exports, require, module, path, dirname(path), SimulatedDate, simulatedIntl, simulatedMath, simulatedPerformance);
  return module.exports as JustBash;
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
