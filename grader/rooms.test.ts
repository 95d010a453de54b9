// The map in README.md is what the files import: a room that needs another one shows there first.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { expect, test } from "vitest";

const folder = import.meta.dirname;
const [, map = ""] = readFileSync(join(folder, "README.md"), "utf8").split("## Map, in reading order");
const rows = [...map.matchAll(/^\| (`.+?`) +\|[^|]+\| ([^|]+?) +\|$/gm)].map(
  ([, names = "", imports = ""]) => ({
    names: [...names.matchAll(/`([^`]+?)(?:\/|\.ts)?`/g)].map(([, name = ""]) => name),
    imports: imports === "nothing" ? [] : imports.split(", "),
  }),
);
const ground = rows[0]?.names ?? [];

/** Room -> the rooms that its files import. */
const imported = new Map<string, Set<string>>();
for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
  if (!path.endsWith(".ts") || /\.test\.ts$|^index\.ts$|^(dist|node_modules|testing|testdata)\//.test(path))
    continue;
  for (const [, target = ""] of readFileSync(join(folder, path), "utf8").matchAll(/from "(\.[^"]*)"/g)) {
    const [from, to] = [roomOf(path), roomOf(relative(folder, join(folder, dirname(path), target)))];
    if (from !== to && !ground.includes(to)) imported.set(from, (imported.get(from) ?? new Set()).add(to));
  }
}

function roomOf(path: string): string {
  return (path.split("/")[0] ?? "").replace(/\.ts$/, "");
}

test("a room imports the rooms that the map names, and no other", () => {
  const named = rows.flatMap(({ names: [name = ""], imports }) =>
    imports.map((room) => `${name} -> ${room}`),
  );
  const found = [...imported].flatMap(([from, rooms]) => [...rooms].map((to) => `${from} -> ${to}`));
  expect(named.sort()).toEqual(found.sort());
});

test("a room imports only rooms above it", () => {
  const order = rows.flatMap(({ names }) => names);
  const upwards = [...imported].flatMap(([from, rooms]) =>
    [...rooms].filter((to) => order.indexOf(to) > order.indexOf(from)).map((to) => `${from} -> ${to}`),
  );
  expect(upwards).toEqual([]);
});
