/** `kubectl config view`. */
import { printFlags } from "../flag-sets.ts";
import { kubeconfig, kubeconfigSchema } from "../kubeconfig.ts";
import { createPrinter } from "../output/index.ts";
import { type Invocation, usageError, type Verb } from "../verb.ts";

export const configView: Verb = {
  name: "view",
  help: {
    short: "Display merged kubeconfig settings or a specified kubeconfig file",
    long: "Show the kubeconfig.",
    examples: `  # The namespace of the current context
  kubectl config view --minify -o jsonpath='{..namespace}'`,
    usage: "kubectl config view",
  },
  flags: [
    { name: "flatten", type: "bool", default: "false", usage: "With files in place of their names. No effect here." },
    { name: "merge", type: "string", default: "true", usage: "Merge several files. No effect here." },
    { name: "minify", type: "bool", default: "false", usage: "Only what the current context needs. No effect here: there is nothing else." },
    ...printFlags.map((flag) => (flag.name === "output" ? { ...flag, default: "yaml" } : flag)),
    { name: "raw", type: "bool", default: "false", usage: "With the credentials. No effect here: there are none." },
  ],
  run: runView,
};

async function runView(invocation: Invocation): Promise<void> {
  if (invocation.args.length > 0) throw usageError(invocation, `unexpected arguments: [${invocation.args.join(" ")}]`);
  const print = await createPrinter(invocation, "", kubeconfigSchema);
  invocation.out.stdout(print(kubeconfig(invocation.client.config)));
}
