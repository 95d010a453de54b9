/** `kubectl config view`. */
import { boolFlag, printFlags } from "../command-line/flag-sets.ts";
import { type KubeconfigView, kubeconfigSchema, printable } from "../config/kubeconfig.ts";
import { createPrinter } from "../output/index.ts";
import { type Invocation, KubectlError, usageError, type Verb } from "../verb.ts";

export const configView: Verb = {
  name: "view",
  isLocal: true,
  short: "Display merged kubeconfig settings or a specified kubeconfig file",
  long: "Show the kubeconfig, without what must not be seen.",
  examples: `  # The namespace of the current context
  kubectl config view --minify -o jsonpath='{..namespace}'`,
  usage: "kubectl config view",
  flags: [
    boolFlag("flatten", "With files in place of their names. No effect here."),
    boolFlag("merge", "Merge several files. No effect here.", { default: "true" }),
    boolFlag("minify", "Only what the current context needs."),
    ...printFlags.map((flag) => (flag.name === "output" ? { ...flag, default: "yaml" } : flag)),
    boolFlag("raw", "With certificates, tokens and passwords."),
  ],
  run: runView,
};

async function runView(invocation: Invocation): Promise<void> {
  const { args, client, flags, out } = invocation;
  if (args.length > 0) throw usageError(invocation, `unexpected arguments: [${args.join(" ")}]`);
  const print = await createPrinter(invocation, "", kubeconfigSchema);
  const currentContext = flags.string("context") || client.config.currentContext;
  const only = flags.bool("minify") ? { only: neededBy(invocation, currentContext) } : {};
  out.stdout(print(printable(client.config, { raw: flags.bool("raw"), currentContext, ...only })));
}

/** @throws KubectlError when the context is not complete */
function neededBy({ client }: Invocation, context: string): NonNullable<KubeconfigView["only"]> {
  const { config } = client;
  if (context === "") throw new KubectlError("current-context must exist in order to minify");
  const stanza = config.find("contexts", context);
  if (stanza === undefined) throw new KubectlError(`cannot locate context ${context}`);
  const [cluster, user] = [String(stanza.cluster ?? ""), String(stanza.user ?? "")];
  if (cluster !== "" && config.find("clusters", cluster) === undefined)
    throw new KubectlError(`cannot locate cluster ${cluster}`);
  if (user !== "" && config.find("users", user) === undefined)
    throw new KubectlError(`cannot locate user ${user}`);
  return { context, cluster, user };
}
