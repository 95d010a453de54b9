/** `kubectl auth can-i`. */
import { allNamespacesFlag, boolFlag, noHeadersFlag, stringFlag } from "../command-line/flag-sets.ts";
import { ColumnWriter } from "../output/column-writer.ts";
import { findKind } from "../targets/resource-types.ts";
import { type Invocation, KubectlError, type Verb } from "../verb.ts";

export const authCanI: Verb = {
  name: "can-i",
  short: "Check whether an action is allowed",
  long: "Whether you may do something: yes or no, and exit code 0 or 1.",
  usage: "kubectl auth can-i VERB [TYPE | TYPE/NAME | NONRESOURCEURL]",
  examples:
    "# May I make Services?\nkubectl auth can-i create services\n\n# What may I do?\nkubectl auth can-i --list",
  flags: [
    allNamespacesFlag,
    boolFlag("list", "All that is allowed."),
    noHeadersFlag,
    boolFlag("quiet", "Print nothing: the exit code says it.", { short: "q" }),
    stringFlag("subresource", "Part of the object that is meant: log, scale."),
  ],
  run,
};

const VERBS = [
  ...[
    "get",
    "list",
    "watch",
    "create",
    "update",
    "patch",
    "delete",
    "deletecollection",
    "use",
    "bind",
    "impersonate",
    "*",
    "approve",
    "sign",
    "escalate",
  ],
  ...["attest"],
];

async function run(invocation: Invocation): Promise<void> {
  const { args, flags, out } = invocation;
  if (flags.bool("list")) return list(invocation);
  const [verb = "", resource, ...more] = args;
  if (resource === undefined || more.length > 0) {
    throw new KubectlError(
      "you must specify two arguments: verb resource or verb resource/resourceName.\nSee 'kubectl auth can-i -h' for help and examples.",
    );
  }
  for (const warning of warnings(invocation, verb, resource)) out.stderr(`Warning: ${warning}\n\n`);
  if (!flags.bool("quiet")) out.stdout("yes\n");
}

function warnings({ client, flags }: Invocation, verb: string, resource: string): readonly string[] {
  if (resource.startsWith("/")) return [];
  const [type = ""] = resource.split("/");
  const kind = findKind(client.api.kinds, type);
  const unknown =
    type === "*" || kind !== undefined ? [] : [`the server doesn't have a resource type '${type}'`];
  const everywhere =
    kind === undefined || kind.namespaced || flags.bool("all-namespaces")
      ? []
      : [`resource '${kind.plural}' is not namespace scoped`];
  return [...(VERBS.includes(verb) ? [] : [`verb '${verb}' is not a known verb`]), ...unknown, ...everywhere];
}

function list({ args, client, flags, out }: Invocation): void {
  if (args.length > 0) throw new KubectlError("list option must be specified with no arguments");
  if (flags.bool("quiet") || flags.bool("all-namespaces") || flags.string("subresource") !== "") {
    throw new KubectlError(
      "list option can't be specified with neither quiet, all-namespaces nor subresource options",
    );
  }
  void client.api.kinds;
  const header = flags.bool("no-headers")
    ? []
    : [["Resources", "Non-Resource URLs", "Resource Names", "Verbs"]];
  out.stdout(new ColumnWriter().write([...header, ["*.*", "[]", "[]", "[*]"], ["", "[*]", "[]", "[*]"]]));
}
