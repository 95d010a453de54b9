/** Everything that `npm run golden` records, and how. */
import { existsSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { actings, playActing } from "./acting.ts";
import { brokenYamlPath, recordBrokenYaml } from "./broken-yaml.ts";
import { readCases } from "./case.ts";
import { difficultStrings } from "./difficult-strings.ts";
import { play } from "./play.ts";
import { randomCases } from "./random-case.ts";
import { readings, recordReading } from "./reading.ts";
import { format } from "./transcript.ts";

export interface Golden {
  /** `apply` for a case of this folder; for other files the path below `lib`, without `.transcript`. */
  readonly name: string;
  readonly path: string;
  /** @returns the text that belongs into the file. */
  record(binary: string): Promise<string>;
}

const goldenPath = (name: string): string => join(import.meta.dirname, `../goldens/${name}.transcript`);

/** @returns an empty text when the case was never recorded. */
export const readGolden = (name: string): string => textAt(goldenPath(name));

/** @returns an empty text when there is no such file. */
export function textAt(path: string): string {
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

export function goldens(): Golden[] {
  const cases = [...readCases(), ...randomCases()].map((each) => ({
    name: each.name,
    path: goldenPath(each.name),
    record: async (binary: string) => format(await play(each, binary)),
  }));
  return [
    ...cases,
    ...readings().map((path) => file(path, (binary) => recordReading(path, binary))),
    ...actings().map((path) => file(path, (binary) => playActing(path, binary))),
    file(brokenYamlPath, recordBrokenYaml),
    ...difficultStrings.map(({ path, record }) => file(path, record)),
  ];
}

const file = (path: string, record: Golden["record"]): Golden => ({
  name: relative(join(import.meta.dirname, "../../.."), path).replace(/\.transcript$/, ""),
  path,
  record,
});
