/** `kubectl config set-context`. */
import { quoted } from "../../go/strconv.ts";
import { requireArgs } from "../command-line/config-arguments.ts";
import { boolFlag } from "../command-line/flag-sets.ts";
import type { Stanza } from "../config/kubeconfig.ts";
import { type Invocation, KubectlError, type Verb } from "../verb.ts";

export const configSetContext: Verb = {
  name: "set-context",
  isLocal: true,
  short: "Set a context entry in kubeconfig",
  long: "Make a context or change it: the cluster it talks to, as whom, and the namespace in which commands work that name none.",
  usage:
    "kubectl config set-context [NAME | --current] [--cluster=cluster_nickname] [--user=user_nickname] [--namespace=namespace]",
  examples: "# Work in the namespace shop from now on\nkubectl config set-context --current --namespace=shop",
  flags: [boolFlag("current", "Change the current context.")],
  run: runSetContext,
};

const FIELDS = ["cluster", "user", "namespace"];

async function runSetContext(invocation: Invocation): Promise<void> {
  const { args, client, flags, out } = invocation;
  const { config } = client;
  if (args.length > 1) requireArgs(invocation, 1);
  const isCurrent = flags.bool("current");
  if (isCurrent && args[0] !== undefined)
    throw new KubectlError("you cannot specify both a context name and --current");
  const name = isCurrent ? config.currentContext : args[0];
  if (name === undefined) throw new KubectlError("you must specify a non-empty context name or --current");
  if (name === "") throw new KubectlError("no current context is set");
  const before = config.find("contexts", name);
  const given = FIELDS.filter((field) => flags.changed(field)).map((field) => [field, flags.string(field)]);
  const { namespace, ...rest }: Stanza = { ...before, ...Object.fromEntries(given) };
  config.put("contexts", name, namespace ? { ...rest, namespace } : rest);
  out.stdout(`Context ${quoted(name)} ${before === undefined ? "created" : "modified"}.\n`);
}
