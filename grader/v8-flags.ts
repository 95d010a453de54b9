/**
 * What V8 is told about a process that lives for a second. Code is worth optimising only when it runs very often, and a young
 * generation of 2 MB that the main thread clears costs less time and memory than a larger one with threads of its own.
 * Node refuses to start with a flag that it does not know, so a major version has those that were tried on it, and any other none.
 */

/** By the major version of Node. */
const OPTIMISE_LATE: Readonly<Record<string, string>> = {
  20: "--interrupt-budget=1000000",
  22: "--invocation-count-for-turbofan=30000",
  24: "--invocation-count-for-turbofan=30000",
};

/** For a process to start with. @param version as in `process.versions.node`. */
export function flagsToStartWith(version: string): readonly string[] {
  return late(version, ["--max-semi-space-size=2", "--single-threaded-gc"]);
}

/** For a process that has started. Its young generation has a size by then, and its threads: it only grows no further. */
export function flagsToSet(version: string): readonly string[] {
  return late(version, ["--semi-space-growth-factor=1"]);
}

function late(version: string, others: readonly string[]): readonly string[] {
  const flag = OPTIMISE_LATE[version.split(".")[0] ?? ""];
  return flag === undefined ? [] : [flag, ...others];
}
