/**
 * The clock and the random numbers of just-bash. It reads the host's in some thirty places ($RANDOM, $SECONDS, `time`,
 * times of files, awk, jq), so its source runs with a `Date`, a `Math` and the like of its own: one seed gives the same
 * bytes on every host, in every time zone.
 *
 * The engine is loaded once for all clusters of a process, and between two waits only one script runs. So these ask the
 * world of whoever runs at present.
 */

/** Whose clock and random numbers the engine uses. */
export interface World {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A number in [0, 1). */
  readonly random: () => number;
}

let present: World = { now: () => 0, random: () => 0 };

/** Called whenever a script begins, or goes on after it waited. */
export function enter(world: World): void {
  present = world;
}

/** Milliseconds on the host's clock, for nothing but the budget `wallMs`. */
export function wallClock(): number {
  // biome-ignore lint/style/noRestrictedGlobals: how long a host works for a script cannot be known from simulated time.
  return performance.now();
}

/** A Date whose present is the world's and whose time zone is UTC. */
export class SimulatedDate extends Date {
  constructor(...parts: readonly [value?: number | string | Date, month?: number, ...rest: number[]]) {
    const [value, month, ...rest] = parts;
    if (value === undefined) super(present.now());
    else if (month === undefined) super(value);
    else super(Date.UTC(Number(value), month, ...rest));
  }

  static override now(): number {
    return present.now();
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

export const simulatedIntl: typeof Intl = Object.create(Intl, {
  DateTimeFormat: { value: SimulatedTimeFormat },
});
export const simulatedMath: Math = Object.create(Math, { random: { value: () => present.random() } });
export const simulatedPerformance = { timeOrigin: 0, now: () => present.now() };
