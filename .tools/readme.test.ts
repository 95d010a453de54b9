// What a README names is there. A path is the target of a link, or a code span of path characters that ends in .ts or .js, or whose
// first folder stands beside the README or at the root. Names in capitals and `*` stand for anything.
import { basename, dirname, join } from "node:path";
import { expect, test } from "vitest";
import { files, texts } from "./repository.ts";

const readmes = [...texts].filter(([path]) => /(^|\/)README(\.\w+)?\.md$/.test(path));
const folders = new Set(files.flatMap((path) => foldersOf(path)));
const entries = [".", ...files, ...folders];

function foldersOf(path: string): string[] {
  const folder = dirname(path);
  return folder === "." ? [] : [folder, ...foldersOf(folder)];
}

const withoutFences = (text: string): string => text.replaceAll(/^ *```[\s\S]*?^ *```$/gm, "");
const linksOf = (text: string): string[] =>
  [...text.matchAll(/\]\(([^)#\s]+)(?:#[^)]*)?\)/g)]
    .map(([, to = ""]) => to)
    .filter((to) => !/^\w+:/.test(to));
const spansOf = (text: string): string[] =>
  [...text.matchAll(/`([^`\n]+)`/g)].map(([, span = ""]) => span).filter((span) => /^[\w@.*/-]+$/.test(span));

function isPath(span: string, folder: string): boolean {
  if (/\.(ts|js)$/.test(span) && !span.startsWith("/")) return true;
  const [first = "", ...rest] = span.split("/");
  return rest.length > 0 && first !== "" && (folders.has(join(folder, first)) || folders.has(first));
}

/** Beside the README or at the root; a mere name may stand anywhere below the README. */
function isThere(path: string, folder: string): boolean {
  const name = path.replace(/\/$/, "");
  const places = [join(folder, name), join(name)].map(patternOf);
  if (places.some((place) => entries.some((entry) => place.test(entry)))) return true;
  const below = folder === "." ? "" : `${folder}/`;
  return (
    !name.includes("/") &&
    entries.some((entry) => entry.startsWith(below) && patternOf(name).test(basename(entry)))
  );
}

const patternOf = (path: string): RegExp =>
  new RegExp(
    `^${path.replaceAll(/[.+]/g, "\\$&").replaceAll(/\*|(?<![A-Za-z])(?!README)[A-Z]{2,}(?![A-Za-z])/g, "[^/]*")}$`,
  );

test.each(readmes)("every path in %s exists", (readme, text) => {
  const folder = dirname(readme);
  const plain = withoutFences(text);
  const named = [...linksOf(plain), ...spansOf(plain).filter((span) => isPath(span, folder))];
  const missing = named.filter((path) => !isThere(path, folder));
  expect(missing.map((path) => `${readme} names ${path}, which is not there`)).toEqual([]);
});
