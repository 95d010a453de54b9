/** `kubectl config rename-context`. */
import { quoted } from "../../go/strconv.ts";
import { requireArgs } from "../command-line/config-arguments.ts";
import { type Invocation, KubectlError, type Verb } from "../verb.ts";

export const configRenameContext: Verb = {
  name: "rename-context",
  isLocal: true,
  short: "Rename a context from the kubeconfig file",
  long: "Give a context another name. The current context stays the current one.",
  usage: "kubectl config rename-context CONTEXT_NAME NEW_NAME",
  examples: "# old is called new from now on\nkubectl config rename-context old new",
  flags: [],
  run: async (invocation) => run(invocation),
};

function run(invocation: Invocation): void {
  const [from = "", to = ""] = requireArgs(invocation, 2);
  const { config } = invocation.client;
  const context = config.find("contexts", from);
  if (context === undefined)
    throw new KubectlError(`cannot rename the context ${quoted(from)}, it's not in ${config.path}`);
  if (config.find("contexts", to) !== undefined) {
    throw new KubectlError(
      `cannot rename the context ${quoted(from)}, the context ${quoted(to)} already exists in ${config.path}`,
    );
  }
  config.remove("contexts", from);
  config.put("contexts", to, context);
  if (config.currentContext === from) config.currentContext = to;
  invocation.out.stdout(`Context ${quoted(from)} renamed to ${quoted(to)}.\n`);
}
