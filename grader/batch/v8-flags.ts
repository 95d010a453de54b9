/**
 * What V8 is told about a process that lives for a second. Code is worth optimising only when it runs very often, and a young
 * generation of 2 MB that the main thread clears costs less time and memory than a larger one with threads of its own.
 * Node refuses to start with a flag that it does not know, so a major version has those that were tried on it, and any other none.
 */

const COLLECT_ALONE = ["--max-semi-space-size=2", "--single-threaded-gc"];

const FLAGS: Readonly<Record<string, readonly string[]>> = {
  20: ["--interrupt-budget=1000000", ...COLLECT_ALONE],
  22: ["--invocation-count-for-turbofan=30000", ...COLLECT_ALONE],
  24: ["--invocation-count-for-turbofan=30000", ...COLLECT_ALONE],
};

/** @param version as in `process.versions.node`. */
export function shortLivedFlags(version: string): readonly string[] {
  return FLAGS[version.split(".")[0] ?? ""] ?? [];
}
