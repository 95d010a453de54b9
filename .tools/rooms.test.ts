// The picture of the rooms in lib/README.md, against the imports that stand in the code and the arrows that the linter holds.
import { expect, test } from "vitest";
import { importsOf, modules, texts } from "./repository.ts";

const rooms = new Set(
  modules.flatMap(([path]) => /^lib\/([\w-]+)\//.exec(path)?.[1] ?? []).filter((room) => room !== "testing"),
);
const isRoom = (name: string | undefined): name is string => name !== undefined && rooms.has(name);
const arrow = (from: string, to: string): string => `${from} --> ${to}`;
const sorted = (arrows: Iterable<string>): string[] => [...new Set(arrows)].sort();

const [, picture = ""] = /```mermaid\n([\s\S]*?)```/.exec(texts.get("lib/README.md") ?? "") ?? [];
const drawn = sorted(
  [...picture.matchAll(/^ *([\w.-]+) --> ([\w.& -]+)$/gm)].flatMap(([, from = "", targets = ""]) =>
    targets.split(" & ").flatMap((to) => (isRoom(from) && isRoom(to) ? [arrow(from, to)] : [])),
  ),
);

test("the picture shows each import between two rooms", () => {
  const real = modules.flatMap(([path, text]) => {
    const [, from] = /^lib\/([\w-]+)\//.exec(path) ?? [];
    const targets = importsOf(path, text).map((target) => /^lib\/([\w-]+)\//.exec(target)?.[1]);
    return targets.flatMap((to) => (isRoom(from) && isRoom(to) && from !== to ? [arrow(from, to)] : []));
  });
  expect(drawn, "the arrows in lib/README.md are not those of the code").toEqual(sorted(real));
});

interface Override {
  readonly includes?: readonly string[];
  readonly linter?: {
    readonly rules?: {
      readonly style?: {
        readonly noRestrictedImports?: {
          readonly options?: { readonly patterns?: readonly { readonly group: readonly string[] }[] };
        };
      };
    };
  };
}

test("the linter allows the arrows of the picture, and no others", () => {
  const withoutComments = (texts.get(".biome.jsonc") ?? "").replaceAll(/^ *\/\/.*$/gm, "");
  const { overrides } = JSON.parse(withoutComments) as { readonly overrides: readonly Override[] };
  const linted = overrides.flatMap(({ includes = [], linter }) => {
    const [, from] = /^lib\/([\w-]+)\//.exec(includes[0] ?? "") ?? [];
    const groups = linter?.rules?.style?.noRestrictedImports?.options?.patterns ?? [];
    return groups.flatMap(({ group }) =>
      group.flatMap((pattern) => {
        const [, to] = /^!(?:\.\.\/)+([\w-]+)\//.exec(pattern) ?? [];
        return isRoom(from) && isRoom(to) && from !== to ? [arrow(from, to)] : [];
      }),
    );
  });
  const held = new Set(linted.map((each) => each.split(" ")[0]));
  expect(sorted(linted), ".biome.jsonc and the picture in lib/README.md differ").toEqual(
    drawn.filter((each) => held.has(each.split(" ")[0])),
  );
});

test("each room stands in the table of lib/README.md", () => {
  const missing = [...rooms].filter(
    (room) => !(texts.get("lib/README.md") ?? "").includes(`| \`${room}/\` |`),
  );
  expect(missing).toEqual([]);
});
