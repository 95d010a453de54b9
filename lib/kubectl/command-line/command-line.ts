/** From the words of a command line to the verb they mean. Models spf13/cobra's Find and kubectl's hand-over to plugins. */
import { quoted } from "../../go/strconv.ts";
import { suggestions } from "../../go/suggestions.ts";
import { type Flag, KubectlError, KubectlExit, type Verb } from "../verb.ts";
import { valueAlone } from "./flags.ts";

export interface FoundVerb {
  /** Undefined for `kubectl` itself. */
  readonly verb: Verb | undefined;
  readonly path: string;
  /** The words without the verb's own. */
  readonly argv: readonly string[];
}

export interface KnownNames {
  readonly verbs: readonly Verb[];
  /** Names of all verbs of the real kubectl, in its order. */
  readonly realVerbs: readonly string[];
  readonly globalFlags: readonly Flag[];
}

/** @throws KubectlError, KubectlExit when there is no such verb */
export function findVerb(argv: readonly string[], known: KnownNames): FoundVerb {
  let found: FoundVerb = { verb: undefined, path: "kubectl", argv };
  while (true) {
    const flags = [...(found.verb?.flags ?? []), ...known.globalFlags];
    const at = firstWordAt(found.argv, flags);
    if (at === undefined) return found;
    const word = found.argv[at] as string;
    const next = named(found.verb === undefined ? known.verbs : (found.verb.subverbs ?? []), word);
    if (next === undefined && found.verb?.unmodelledSubverbs?.includes(word))
      throw notModelled(`${found.path} ${word}`);
    if (next === undefined) return found.verb === undefined ? unknownVerb(word, argv, known) : found;
    found = {
      verb: next,
      path: `${found.path} ${next.name}`,
      argv: found.argv.filter((_, index) => index !== at),
    };
  }
}

function named(verbs: readonly Verb[], word: string): Verb | undefined {
  return verbs.find((verb) => verb.name === word || verb.aliases?.includes(word));
}

/** Skips flags and what look like their values: an unknown flag is taken to have one. */
function firstWordAt(argv: readonly string[], flags: readonly Flag[]): number | undefined {
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] as string;
    if (word === "--") return undefined;
    if (!word.startsWith("-") || word === "-") return word === "" ? undefined : at;
    if (takesNextWord(word, flags)) at++;
  }
  return undefined;
}

function takesNextWord(word: string, flags: readonly Flag[]): boolean {
  if (word.includes("=")) return false;
  if (word.startsWith("--")) return !standsAlone(flags.find((flag) => flag.name === word.slice(2)));
  return word.length === 2 && !standsAlone(flags.find((flag) => flag.short === word[1]));
}

function standsAlone(flag: Flag | undefined): boolean {
  return flag !== undefined && valueAlone(flag) !== undefined;
}

function notModelled(path: string): KubectlError {
  return new KubectlError(`"${path}" is not part of this simulated kubectl; "kubectl --help" lists what is`);
}

function unknownVerb(word: string, argv: readonly string[], known: KnownNames): never {
  // kubectl looks for a plugin of that name next, and plugins take no flags before their name.
  if (argv[0]?.startsWith("-"))
    throw new KubectlExit(`Error: flags cannot be placed before plugin name: ${argv[0]}`, 1);
  if (known.realVerbs.includes(word)) throw notModelled(`kubectl ${word}`);
  const near = suggestions(word, known.realVerbs);
  const didYouMean =
    near.length === 0 ? "" : `\n\nDid you mean this?\n${near.map((name) => `\t${name}`).join("\n")}`;
  throw new KubectlError(`unknown command ${quoted(word)} for "kubectl"${didYouMean}`);
}
