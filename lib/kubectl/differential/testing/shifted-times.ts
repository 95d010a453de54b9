/** Times of a recording moved to the present of the host and back, for a kubectl that counts ages by the host's clock. */
import { setTimeout as pass } from "node:timers/promises";
import { timestampOf } from "../../../api/time.ts";

const SECOND_MS = 1000;
/** In JSON, and as Go prints a time without a layout. */
const TIMESTAMP = /(\d{4}-\d\d-\d\d)([T ])(\d\d:\d\d:\d\d)(?=(?:\.\d+)?Z| \+0000 UTC)/g;
/** As `describe` prints it. */
const DATE = /(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d \w{3} \d{4} \d\d:\d\d:\d\d(?= \+0000)/g;

/** How often a call is repeated that took longer than the second it began in (attemptsMax). */
const ATTEMPTS_MAX = 20;

export interface ShiftedTimes {
  /**
   * Begins a call on a whole second of the host, which counts as the second of the recording, and repeats it until it ends
   * within that second. @throws Error when the host is too busy for that.
   */
  withinSecond<T>(call: () => Promise<T>): Promise<T>;
  toHost(text: string): string;
  fromHost(text: string): string;
}

/** @param now when the recording was made, Unix milliseconds */
export function shiftedTimes(now: number): ShiftedTimes {
  let shiftMs = 0;
  const moved = (text: string, byMs: number): string =>
    text
      .replaceAll(TIMESTAMP, (_, day, between, time) =>
        timestampOf(Date.parse(`${day}T${time}Z`) + byMs)
          .slice(0, -1)
          .replace("T", between),
      )
      .replaceAll(DATE, (time) =>
        new Date(Date.parse(`${time} GMT`) + byMs).toUTCString().slice(0, -" GMT".length),
      );
  return {
    async withinSecond(call) {
      for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt++) {
        await pass(SECOND_MS - (Date.now() % SECOND_MS));
        const beganMs = Math.floor(Date.now() / SECOND_MS) * SECOND_MS;
        shiftMs = beganMs - now;
        const result = await call();
        if (Date.now() - beganMs < SECOND_MS) return result;
      }
      throw new Error(
        `kubectl took longer than a second ${ATTEMPTS_MAX} times (attemptsMax), so the ages that it counts are wrong: try again when the machine is less busy`,
      );
    },
    toHost: (text) => moved(text, shiftMs),
    fromHost: (text) => moved(text, -shiftMs),
  };
}
