/** What a TAB may complete on a kubectl command line: verbs, kinds, names of objects, namespaces and long flags. */
import type { Api } from "../api/api.ts";
import type { AnyKind } from "../api/kind.ts";
import { namespaces } from "../api/kinds/namespace.ts";
import { nodes } from "../api/kinds/node.ts";
import { pods } from "../api/kinds/pod.ts";
import { findKind } from "./targets/resource-types.ts";
import { verbGroups } from "./verbs/index.ts";

const verbs = verbGroups.flatMap((group) => group.verbs);
/** Verbs whose first argument is a Pod, or anything that leads to one as `deploy/web`. */
const POD_VERBS = new Set(["exec", "logs", "attach", "port-forward"]);
const NODE_VERBS = new Set(["cordon", "uncordon", "drain"]);
const KIND_VERBS = new Set([
  "get",
  "describe",
  "delete",
  "edit",
  "label",
  "annotate",
  "scale",
  "expose",
  "patch",
  "rollout",
  "wait",
  "explain",
  "set",
  "taint",
]);

/** @param line what stands before the cursor. @returns whole words, in the order of the alphabet, that may stand in place of the last one. */
export function completeKubectl(api: Api, namespace: string, line: string): string[] {
  const words = line.trimStart().split(/\s+/);
  const last = words.at(-1) ?? "";
  const [program = "", verb = ""] = words;
  if (words.length < 2) return matching(["kubectl"], last);
  if (!["kubectl", "k"].includes(program)) return [];
  if (words.length === 2)
    return matching(
      verbs.map(({ name }) => name),
      last,
    );
  const at = optionValue(words, ["-n", "--namespace"]) ?? namespace;
  if (["-n", "--namespace"].includes(words.at(-2) ?? "")) return namesOf(api, namespaces, "", last);
  if (last.startsWith("--")) return matching(flagsOf(verb, words), last);
  return matching(
    argumentsOf(
      api,
      at,
      verb,
      words.slice(2, -1).filter((word) => !word.startsWith("-")),
      last,
    ),
    last,
  );
}

function argumentsOf(
  api: Api,
  namespace: string,
  verb: string,
  before: readonly string[],
  last: string,
): string[] {
  const subverbs = verbs.find(({ name }) => name === verb)?.subverbs?.map(({ name }) => name) ?? [];
  if (subverbs.length > 0 && before.length === 0) return subverbs;
  const rest = subverbs.length > 0 ? before.slice(1) : before;
  if (last.includes("/")) return namesBehindSlash(api, namespace, last);
  if (POD_VERBS.has(verb)) return rest.length === 0 ? namesOf(api, pods, namespace, last) : [];
  if (NODE_VERBS.has(verb)) return namesOf(api, nodes, "", last);
  if (!KIND_VERBS.has(verb)) return [];
  if (rest.length === 0) return kindNames(api);
  const kind = findKind(api.kinds, rest[0] ?? "");
  return kind === undefined ? [] : namesOf(api, kind, namespace, last);
}

function namesBehindSlash(api: Api, namespace: string, word: string): string[] {
  const called = word.slice(0, word.indexOf("/"));
  const kind = findKind(api.kinds, called);
  return kind === undefined ? [] : namesOf(api, kind, namespace, "").map((name) => `${called}/${name}`);
}

function namesOf(api: Api, kind: AnyKind, namespace: string, start: string): string[] {
  const options = kind.namespaced ? { namespace } : {};
  return matching(
    api.list(kind, options).items.map((object) => (object as { metadata: { name: string } }).metadata.name),
    start,
  );
}

function kindNames(api: Api): string[] {
  return api.kinds.flatMap((kind) => [kind.plural, ...kind.shortNames]);
}

function flagsOf(verb: string, words: readonly string[]): string[] {
  const found = verbs.find(({ name }) => name === verb);
  const subverb = found?.subverbs?.find(({ name }) => words.includes(name));
  return (subverb ?? found)?.flags.map(({ name }) => `--${name}`) ?? [];
}

function optionValue(words: readonly string[], names: readonly string[]): string | undefined {
  const at = words.findIndex((word) => names.includes(word));
  return at < 0 || at + 2 >= words.length ? undefined : words[at + 1];
}

function matching(words: readonly string[], start: string): string[] {
  return [...new Set(words)].filter((word) => word.startsWith(start)).sort();
}
