/** The files beside a script, which become the home of the simulated shell. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

export interface HomeFiles {
  readonly files: Readonly<Record<string, string>>;
  /** Names that were left out because a budget was used up. */
  readonly leftOut: readonly string[];
}

/** A script may lie in a folder full of other things: then the nearest files are taken, in the order of their names. */
export const homeLimits = {
  filesMax: 300,
  fileBytesMax: 1_048_576,
  totalBytesMax: 8_388_608,
  depthMax: 3,
} as const;

/** Text files of a folder and of the folders in it, level by level, in the order of names. Hidden ones and node_modules are left out. */
export function readHome(folder: string): HomeFiles {
  const files: Record<string, string> = {};
  const leftOut: string[] = [];
  let count = 0;
  let bytes = 0;
  let level = [""];
  for (let depth = 0; depth < homeLimits.depthMax && level.length > 0; depth++) {
    const deeper: string[] = [];
    for (const prefix of level) {
      for (const entry of entriesOf(join(folder, prefix))) {
        const path = `${prefix}${entry.name}`;
        if (entry.isDirectory()) deeper.push(`${path}/`);
        if (!entry.isFile()) continue;
        const size = statSync(join(folder, path)).size;
        const fits =
          count < homeLimits.filesMax &&
          size <= homeLimits.fileBytesMax &&
          bytes + size <= homeLimits.totalBytesMax;
        const text = fits ? readText(join(folder, path)) : undefined;
        if (!fits) leftOut.push(path);
        if (text === undefined) continue;
        files[path] = text;
        count++;
        bytes += size;
      }
    }
    level = deeper;
  }
  return { files, leftOut };
}

function entriesOf(folder: string): readonly { name: string; isFile(): boolean; isDirectory(): boolean }[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter(({ name }) => !name.startsWith(".") && name !== "node_modules")
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    return []; // a folder without permission to read
  }
}

/** @returns undefined for what is no text, or may not be read. */
function readText(file: string): string | undefined {
  try {
    const bytes = readFileSync(file);
    return bytes.includes(0) ? undefined : bytes.toString("utf8");
  } catch {
    return undefined;
  }
}
