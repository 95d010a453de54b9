/** `kubectl config`. Models kubectl/pkg/cmd/config. */
import { quoted } from "../../go/strconv.ts";
import { requireArgs } from "../command-line/config-arguments.ts";
import type { Section } from "../config/kubeconfig.ts";
import { type Invocation, KubectlError, type Verb } from "../verb.ts";
import { configDeleteCluster, configDeleteContext, configDeleteUser } from "./config-delete.ts";
import { configGetContexts } from "./config-get-contexts.ts";
import { configRenameContext } from "./config-rename-context.ts";
import { configSet, configUnset } from "./config-set.ts";
import { configSetCluster } from "./config-set-cluster.ts";
import { configSetContext } from "./config-set-context.ts";
import { configSetCredentials } from "./config-set-credentials.ts";
import { configView } from "./config-view.ts";

const currentContext: Verb = {
  name: "current-context",
  isLocal: true,
  short: "Display the current-context",
  usage: "kubectl config current-context",
  flags: [],
  run: async ({ client, out }) => {
    const { currentContext: name } = client.config;
    if (name === "") throw new KubectlError("current-context is not set");
    out.stdout(`${name}\n`);
  },
};

const getClusters = namesVerb("clusters", "Display clusters defined in the kubeconfig");
const getUsers = namesVerb("users", "Display users defined in the kubeconfig");

function namesVerb(section: Section, short: string): Verb {
  return {
    name: `get-${section}`,
    isLocal: true,
    short,
    usage: `kubectl config get-${section}`,
    flags: [],
    run: async ({ client, out }) =>
      out.stdout(["NAME", ...client.config.names(section)].map((name) => `${name}\n`).join("")),
  };
}

const useContext: Verb = {
  name: "use-context",
  aliases: ["use"],
  isLocal: true,
  short: "Set the current-context in a kubeconfig file",
  usage: "kubectl config use-context CONTEXT_NAME",
  flags: [],
  run: runUseContext,
};

async function runUseContext(invocation: Invocation): Promise<void> {
  const [name = ""] = requireArgs(invocation, 1);
  const { config } = invocation.client;
  if (config.find("contexts", name) === undefined)
    throw new KubectlError(`no context exists with the name: ${quoted(name)}`);
  config.currentContext = name;
  invocation.out.stdout(`Switched to context ${quoted(name)}.\n`);
}

export const config: Verb = {
  name: "config",
  short: "Modify kubeconfig files",
  long: "Show and change the kubeconfig: which clusters there are, as whom to talk to them, and in which namespace to work.",
  examples: `  # Work in the namespace shop from now on
  kubectl config set-context --current --namespace=shop`,
  usage: "kubectl config SUBCOMMAND",
  flags: [],
  subverbs: [
    ...[
      currentContext,
      configDeleteCluster,
      configDeleteContext,
      configDeleteUser,
      getClusters,
      configGetContexts,
      getUsers,
    ],
    ...[
      configRenameContext,
      configSet,
      configSetCluster,
      configSetContext,
      configSetCredentials,
      configUnset,
      useContext,
      configView,
    ],
  ],
};
