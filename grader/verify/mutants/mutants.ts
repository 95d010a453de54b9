/** The mutants of a whole solution: about fifty, spread evenly over all that can be mutated. */
import type { Files } from "../../files/limits.ts";
import { manifestMutants } from "./manifest-mutants.ts";
import type { Mutant, TextMutant } from "./mutant.ts";
import { scriptMutants } from "./script-mutants.ts";

export type { Mutant } from "./mutant.ts";

/** Every one that can be made, with a name of its own. */
export function mutantsOf(
  solution: Files,
  given: Files,
  harmless: readonly string[] = [],
): readonly Mutant[] {
  const found = new Map<string, Mutant>();
  for (const [path, text] of solution)
    for (const mutant of textMutants(path, text, given.get(path), harmless)) {
      const name = `${path} ${mutant.name}`;
      if (mutant.text !== text && !found.has(name))
        found.set(name, { name, files: new Map(solution).set(path, mutant.text) });
    }
  return [...found.values()];
}

/** @returns at most so many, spread evenly. */
export function spread<Item>(items: readonly Item[], max: number): readonly Item[] {
  if (items.length <= max) return items;
  return Array.from({ length: max }, (_, at) => items[Math.floor((at * items.length) / max)] as Item);
}

/** What the learner was given and the solution leaves as it is, is no part of the answer. */
function textMutants(
  path: string,
  text: string,
  given: string | undefined,
  harmless: readonly string[],
): readonly TextMutant[] {
  if (text === given) return [];
  if (/\.(ya?ml|json)$/i.test(path)) return manifestMutants(text, harmless);
  return path.endsWith(".sh") ? scriptMutants(text, harmless) : [];
}
