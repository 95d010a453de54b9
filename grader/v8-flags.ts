/**
 * What V8 is told about a process, by how long it lives. Node refuses to start with a flag that it does not know, so a major version
 * has those that were tried on it, and any other none.
 *
 * In a process that lives for a second, code is worth optimising only when it runs very often, and a young generation of 2 MB that the
 * main thread clears costs less time and memory than a larger one with threads of its own. One that goes on for minutes optimises as V8
 * does by itself: once it is warm it takes two thirds of the time so. There is one for each processor, so threads for clearing would be in
 * the way of the others. From 4 MB on, the size of its young generation makes no difference that can be told from noise.
 */

/** By the major version of Node. */
const OPTIMISE_LATE: Readonly<Record<string, string>> = {
  20: "--interrupt-budget=1000000",
  22: "--invocation-count-for-turbofan=30000",
  24: "--invocation-count-for-turbofan=30000",
};

/** For a brief process to start with. @param version as in `process.versions.node`. */
export function flagsToStartWith(version: string): readonly string[] {
  return late(version, ["--max-semi-space-size=2", "--single-threaded-gc"]);
}

/** For a process to start with that goes on for minutes. */
export function flagsToStayWith(version: string): readonly string[] {
  if (!isTried(version)) return [];
  return ["--min-semi-space-size=16", "--max-semi-space-size=32", "--single-threaded-gc"];
}

/** For a brief process that has started. Its young generation has a size by then, and its threads: it only grows no further. */
export function flagsToSet(version: string): readonly string[] {
  return late(version, ["--semi-space-growth-factor=1"]);
}

/** For a process that has started, and goes through far more than it keeps: it clears away often enough to stay small. */
export function flagsToStaySmallWith(version: string): readonly string[] {
  return isTried(version) ? ["--heap-growing-percent=50"] : [];
}

function late(version: string, others: readonly string[]): readonly string[] {
  const flag = OPTIMISE_LATE[majorOf(version)];
  return flag === undefined ? [] : [flag, ...others];
}

function isTried(version: string): boolean {
  return Object.hasOwn(OPTIMISE_LATE, majorOf(version));
}

function majorOf(version: string): string {
  return version.split(".")[0] ?? "";
}
