/** The pages of `--help`. Models the layout of kubectl/pkg/util/templates; the words are our own. */
import type { Flag, Verb } from "../verb.ts";

export interface VerbGroup {
  readonly title: string;
  readonly verbs: readonly Verb[];
}

const NAME_WIDTH_MIN = 11;
const MORE_OPTIONS =
  'Use "kubectl options" for a list of global command-line options (applies to all commands).\n';

/** `kubectl VERB --help`. @param path `kubectl create service` */
export function verbHelp(verb: Verb, path: string): string {
  const subverbs = verb.subverbs ?? [];
  const sections = [
    paragraphs(verb.long ?? `${verb.short}.`),
    verb.aliases === undefined ? "" : `Aliases:\n${[verb.name, ...verb.aliases].join(", ")}\n`,
    verb.examples === undefined ? "" : `Examples:\n${indented(verb.examples)}`,
    subverbs.length === 0
      ? ""
      : `Available Commands:\n${verbList([...subverbs].sort((a, b) => (a.name < b.name ? -1 : 1)))}`,
    verb.flags.length === 0 ? "" : `Options:\n${optionList(verb.flags)}`,
    `Usage:\n  ${verb.usage} [options]\n`,
    (subverbs.length === 0
      ? ""
      : `Use "${path} <command> --help" for more information about a given command.\n`) + MORE_OPTIONS,
  ];
  return sections.filter((section) => section !== "").join("\n");
}

/** `kubectl --help`. */
export function rootHelp(groups: readonly VerbGroup[]): string {
  return ["kubectl controls the simulated Kubernetes cluster.\n", rootUsage(groups)].join("\n");
}

/** The part of it that also follows an unknown help topic. */
export function rootUsage(groups: readonly VerbGroup[]): string {
  const all = groups.flatMap((group) => group.verbs);
  const lists = groups
    .filter((group) => group.verbs.length > 0)
    .map((group) => `${group.title}:\n${verbList(group.verbs, all)}`);
  return [
    ...lists,
    "Usage:\n  kubectl [flags] [options]\n",
    `Use "kubectl <command> --help" for more information about a given command.\n${MORE_OPTIONS}`,
  ].join("\n");
}

/** `kubectl options`. */
export function globalOptions(flags: readonly Flag[]): string {
  return `The following options can be passed to any command:\n\n${optionList(flags)}`;
}

function paragraphs(text: string): string {
  return `${text.trim().replaceAll("\n\n", "\n\n ")}\n`;
}

function indented(text: string): string {
  return text
    .trim()
    .split("\n")
    .map((row) => `  ${row}\n`)
    .join("");
}

function verbList(verbs: readonly Verb[], widest: readonly Verb[] = verbs): string {
  const width = Math.max(NAME_WIDTH_MIN, ...widest.map((verb) => verb.name.length)) + 3;
  return verbs.map((verb) => `  ${verb.name.padEnd(width)}${verb.short}\n`).join("");
}

function optionList(flags: readonly Flag[]): string {
  const sorted = [...flags].sort((a, b) => (a.name < b.name ? -1 : 1));
  return sorted
    .map(
      (flag) =>
        `    ${flag.short === undefined ? "" : `-${flag.short}, `}--${flag.name}=${shownDefault(flag)}:\n\t${flag.usage}\n`,
    )
    .join("\n");
}

function shownDefault(flag: Flag): string {
  if (flag.type === "stringArray" || flag.type === "stringSlice") return "[]";
  return flag.type === "string" ? `'${flag.default}'` : flag.default;
}
