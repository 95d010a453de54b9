/** Where the record of a case stands. */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

export function goldenPath(name: string): string {
  return join(import.meta.dirname, `../goldens/${name}.transcript`);
}

/** @returns an empty text when the case was never recorded. */
export function readGolden(name: string): string {
  return existsSync(goldenPath(name)) ? readFileSync(goldenPath(name), "utf8") : "";
}
