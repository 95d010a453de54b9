/**
 * Writes notebooks/{ko,en}/*.ipynb and notebooks/lessons/{ko,en}/*.json from notebooks/source/*.yaml: one source, two texts, the
 * same code in both.
 *
 * @example npm run notebooks              writes once; exits 1 when a source has a fault, and prints where
 * @example npm run notebooks -- --watch   writes on every save, until Ctrl-C
 */
import { join } from "node:path";
import { writeNotebooks } from "./build.ts";
import { rebuildOnSave } from "./rebuild.ts";

const folder = join(import.meta.dirname, "..");
const flags = process.argv.slice(2).join(" ");

if (flags === "") {
  process.exitCode = writeNotebooks(folder, console.log) ? 0 : 1;
} else if (flags === "--watch") {
  console.log("watching notebooks/source; Ctrl-C ends it");
  rebuildOnSave(folder, console.log);
} else {
  console.error(`unknown: ${flags}. Write npm run notebooks, or npm run notebooks -- --watch`);
  process.exitCode = 2;
}
