import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/** Where compiled code is kept: of programs, and of check.ts of exercises. */
export function codeFolder(): string {
  return join(projectRoot(), "node_modules", ".cache", "service-bootcamp");
}

/**
 * The folder of the checkout: the nearest one above this file with notebooks in it, since the same code runs from its
 * source and from `dist`.
 */
export function projectRoot(from: string = import.meta.dirname): string {
  if (existsSync(join(from, "notebooks", ".lab"))) return from;
  const above = dirname(from);
  if (above === from)
    throw new Error(
      "the folder notebooks/.lab is missing from this checkout: git restore notebooks/.lab brings it back",
    );
  return projectRoot(above);
}
