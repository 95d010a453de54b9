/**
 * Loads just-bash from the disk: its CommonJS form, which has no parts to be loaded later, and so runs on microtasks alone.
 * In a bundle for browsers `load.browser.ts` stands in for this file.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname } from "node:path";
import { compileFunction } from "node:vm";
import * as globals from "./globals.ts";
import { patched } from "./patches.ts";

/** The part of just-bash that its build for browsers has too. */
export type JustBash = Pick<
  typeof import("just-bash"),
  "Bash" | "InMemoryFs" | "MountableFs" | "getCommandNames"
>;

export function load(): JustBash {
  const require = createRequire(import.meta.url);
  const path = require.resolve("just-bash");
  const module = { exports: {} as JustBash };
  const { exports } = module;
  const names = { exports, require, module, __filename: path, __dirname: dirname(path), ...globals };
  const source = patched(readFileSync(path, "utf8"));
  compileFunction(source, Object.keys(names), { filename: path })(...Object.values(names));
  return module.exports;
}
