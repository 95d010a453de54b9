/**
 * `kubectl config`: the one context of the learner's kubeconfig. Models kubectl/pkg/cmd/config. Leaves out everything
 * that makes or removes clusters, users and contexts: there is one of each.
 */
import { quoted } from "../go-text.ts";
import { type Invocation, KubectlError, type Verb } from "../verb.ts";
import { configGetContexts } from "./config-get-contexts.ts";
import { configSetContext } from "./config-set-context.ts";
import { configView } from "./config-view.ts";

const currentContext: Verb = {
  name: "current-context",
  help: { short: "Display the current-context", usage: "kubectl config current-context" },
  flags: [],
  run: async ({ client, out }) => out.stdout(`${client.config.context}\n`),
};

const getClusters: Verb = {
  name: "get-clusters",
  help: { short: "Display clusters defined in the kubeconfig", usage: "kubectl config get-clusters" },
  flags: [],
  run: async ({ client, out }) => out.stdout(`NAME\n${client.config.cluster}\n`),
};

const getUsers: Verb = {
  name: "get-users",
  help: { short: "Display users defined in the kubeconfig", usage: "kubectl config get-users" },
  flags: [],
  run: async ({ client, out }) => out.stdout(`NAME\n${client.config.user}\n`),
};

const useContext: Verb = {
  name: "use-context",
  aliases: ["use"],
  help: { short: "Set the current-context in a kubeconfig file", usage: "kubectl config use-context CONTEXT_NAME" },
  flags: [],
  run: runUseContext,
};

async function runUseContext({ args, client, out }: Invocation): Promise<void> {
  const [name, ...more] = args;
  if (name === undefined || more.length > 0) throw new KubectlError(`Unexpected args: [${args.join(" ")}]`);
  if (name !== client.config.context) throw new KubectlError(`no context exists with the name: ${quoted(name)}`);
  out.stdout(`Switched to context ${quoted(name)}.\n`);
}

export const config: Verb = {
  name: "config",
  help: {
    short: "Modify kubeconfig files",
    long: "Show the kubeconfig, and choose the namespace to work in. The kubeconfig of this simulated kubectl has one cluster, one user and one context.",
    examples: `  # Work in the namespace shop from now on
  kubectl config set-context --current --namespace=shop`,
    usage: "kubectl config SUBCOMMAND",
  },
  flags: [],
  subverbs: [currentContext, getClusters, configGetContexts, getUsers, configSetContext, useContext, configView],
};
