/** `kubectl api-resources`. Models kubectl/pkg/cmd/apiresources. */
import { qualified } from "../../api/api-error.ts";
import type { AnyKind } from "../../api/kind.ts";
import { byBytes } from "../../go/value.ts";
import { boolFlag, noHeadersFlag, sliceFlag, stringFlag } from "../command-line/flag-sets.ts";
import { ColumnWriter } from "../output/column-writer.ts";
import { type Flag, type FlagValues, type Invocation, KubectlError, usageError, type Verb } from "../verb.ts";

const flags: readonly Flag[] = [
  stringFlag("api-group", "Only the kinds of this group."),
  boolFlag("cached", "Use what is known already. No effect here."),
  sliceFlag("categories", "Only kinds that belong to all of these categories."),
  boolFlag("namespaced", "Only kinds inside namespaces; with =false only those outside.", {
    default: "true",
  }),
  noHeadersFlag,
  stringFlag("output", "wide or name.", { short: "o" }),
  stringFlag("sort-by", "name or kind."),
  sliceFlag("verbs", "Only kinds that know all of these verbs."),
];

export const apiResources: Verb = {
  name: "api-resources",
  short: "Print the supported API resources on the server",
  long: "Print the kinds of objects that the server knows, with their short names.",
  examples: `  # All kinds
  kubectl api-resources

  # With the verbs that each knows
  kubectl api-resources -o wide

  # Those outside of namespaces
  kubectl api-resources --namespaced=false`,
  usage: "kubectl api-resources",
  flags,
  run: runApiResources,
};

const ALL_VERBS: readonly string[] = [
  "create",
  "delete",
  "deletecollection",
  "get",
  "list",
  "patch",
  "update",
  "watch",
];

async function runApiResources(invocation: Invocation): Promise<void> {
  const { args, client, out } = invocation;
  if (args.length > 0) throw usageError(invocation, `unexpected arguments: [${args.join(" ")}]`);
  const output = invocation.flags.string("output");
  if (!["", "wide", "name"].includes(output)) throw new KubectlError(`--output ${output} is not available`);
  const chosen = sorted(client.api.kinds, invocation.flags.string("sort-by")).filter((kind) =>
    isChosen(kind, invocation.flags),
  );
  if (output === "name") return out.stdout(chosen.map((kind) => `${qualified(kind)}\n`).join(""));
  const isWide = output === "wide";
  const header = [
    "NAME",
    "SHORTNAMES",
    "APIVERSION",
    "NAMESPACED",
    "KIND",
    ...(isWide ? ["VERBS", "CATEGORIES"] : []),
  ];
  const rows = chosen.map((kind) => row(kind, isWide));
  out.stdout(new ColumnWriter().write(invocation.flags.bool("no-headers") ? rows : [header, ...rows]));
}

function isChosen(kind: AnyKind, values: FlagValues): boolean {
  if (values.changed("api-group") && kind.group !== values.string("api-group")) return false;
  if (values.changed("namespaced") && kind.namespaced !== values.bool("namespaced")) return false;
  return (
    values.list("verbs").every((verb) => verbsOf(kind).includes(verb)) &&
    values.list("categories").every((name) => kind.categories.includes(name))
  );
}

function sorted(kinds: readonly AnyKind[], sortBy: string): AnyKind[] {
  if (!["", "name", "kind"].includes(sortBy)) throw new KubectlError("--sort-by accepts only name or kind");
  const byGroup = [...kinds].sort((a, b) => byBytes(a.group, b.group) || byBytes(a.plural, b.plural));
  if (sortBy === "") return byGroup;
  return byGroup.sort((a, b) => (sortBy === "name" ? byBytes(a.plural, b.plural) : byBytes(a.kind, b.kind)));
}

function verbsOf(kind: AnyKind): readonly string[] {
  return kind.verbs ?? ALL_VERBS;
}

function row(kind: AnyKind, isWide: boolean): string[] {
  const cells = [kind.plural, kind.shortNames.join(","), kind.apiVersion, String(kind.namespaced), kind.kind];
  return isWide ? [...cells, verbsOf(kind).join(","), kind.categories.join(",")] : cells;
}
