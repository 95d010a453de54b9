/** `kubectl config set-context --current --namespace=NAME`. */
import { quoted } from "../go-text.ts";
import { type Invocation, KubectlError, type Verb } from "../verb.ts";

export const configSetContext: Verb = {
  name: "set-context",
  help: {
    short: "Set a context entry in kubeconfig",
    long: "Set the namespace of the context, in which commands work that name none.",
    usage: "kubectl config set-context [NAME | --current] [--namespace=namespace]",
  },
  flags: [{ name: "current", type: "bool", default: "false", usage: "Change the current context." }],
  run: runSetContext,
};

async function runSetContext({ args, client, flags, out }: Invocation): Promise<void> {
  const { config } = client;
  const [name, ...more] = args;
  const isCurrent = flags.bool("current");
  if (more.length > 0) throw new KubectlError(`Unexpected args: [${args.join(" ")}]`);
  if (isCurrent && name !== undefined) throw new KubectlError("you cannot specify both a context name and --current");
  if (!isCurrent && name === undefined) throw new KubectlError("you must specify a non-empty context name or --current");
  if (!isCurrent && name !== config.context) {
    throw new KubectlError(`a second context is not part of this simulated kubectl: its only context is ${quoted(config.context)}`);
  }
  if (flags.changed("namespace")) config.namespace = flags.string("namespace") || "default";
  out.stdout(`Context ${quoted(config.context)} modified.\n`);
}
