/** What being late costs. */
import type { LatePolicy } from "./policy.ts";

const UNITS_MS: Readonly<Record<string, number>> = {
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000,
};

/** @param multiplier stretches a period: who has twice the time is late by half as many. @returns the periods that have begun. */
export function latePeriods(
  lateMs: number,
  { period = "1d", bufferMinutes = 0 }: LatePolicy,
  multiplier = 1,
): number {
  if (lateMs <= bufferMinutes * 60_000) return 0;
  const periodMs = Number.parseInt(period, 10) * (UNITS_MS[period.slice(-1)] ?? 0) * multiplier;
  return Math.ceil(lateMs / periodMs);
}

/** @returns how much of the score is taken off for these periods, from 0 to 100. */
export function percentOff(periods: number, { percent, percentMax = 100 }: LatePolicy): number {
  return Math.min(percentMax, periods * percent);
}

/** @returns the score without these percent, rounded to hundredths of a point. */
export function deducted(score: number, percent: number): number {
  return rounded((score * (100 - percent)) / 100);
}

/** To hundredths of a point, so that sums of marks are what a person adds up. */
export function rounded(points: number): number {
  return Math.round(points * 100) / 100;
}
