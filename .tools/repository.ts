/** What git would carry to another machine: the files that the tidy tests look at. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("..", import.meta.url));

/** By path below the root. */
export const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  cwd: root,
  encoding: "utf8",
})
  .split("\n")
  .filter((path) => path !== "" && existsSync(join(root, path)));

/** Path -> text of all that is text. */
export const texts = new Map(
  files
    .filter((path) => !/\.(png|zip|ico)$/.test(path))
    .map((path) => [path, readFileSync(join(root, path), "utf8")]),
);

export const sources = [...texts].filter(([path]) => /^(lib|grader|\.tools)\/.*\.ts$/.test(path));
/** The sources that are no tests. */
export const modules = sources.filter(([path]) => !/\.test\.ts$|\/(testing|testdata)\//.test(path));

/** @returns paths below the root of what a source imports from this repository. */
export function importsOf(path: string, text: string): string[] {
  const targets = text.matchAll(/(?:from |\bimport\(|^import )"(\.[^"]*)"/gm);
  return [...targets].map(([, target]) => join(dirname(path), target ?? ""));
}
